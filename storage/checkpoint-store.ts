/** Signed checkpoints of the event log, by their numbers. Nothing is overwritten or removed. */
export interface CheckpointStore {
  /** Stores a checkpoint; false if this number is taken. Locked against removal where the bucket has object lock. */
  put(number: number, bytes: Uint8Array): Promise<boolean>;
  /** The numbers after `after` in ascending order, at most `limit`. */
  list(options: { after?: number; limit: number }): Promise<number[]>;
  /** The bytes. Throws AssetNotFoundError. */
  get(number: number): Promise<Uint8Array>;
  /** The last one that is stored; null if there is none. */
  last(): Promise<{ number: number; bytes: Uint8Array } | null>;
  /** All in ascending order. */
  readAll(): Promise<{ number: number; bytes: Uint8Array }[]>;
  close(): void;
}
