/** The folder that both sides reach. Paths are relative to it. */
export interface Store {
  /** The names of the files in a subfolder. */
  list(subfolder: string): Promise<string[]>;
  /** Null if there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** The file appears whole. */
  write(path: string, text: string): Promise<void>;
}
