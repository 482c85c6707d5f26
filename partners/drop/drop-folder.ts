import type { PartnerCallContext } from '../partner-adapter.ts';

/** A subfolder with more files cannot be listed. */
export const MAX_FILES = 100_000;

export interface DropFile {
  readonly name: string;
  readonly bytes: number;
}

/**
 * The folder that a partner shares with us, open for one call of the adapter. Paths are relative to it. Throws
 * PartnerRequestError for every failure of the server or the network.
 */
export interface DropFolder {
  /** The files of a subfolder whose names begin with `prefix`, sorted by name; none if there is no such subfolder. */
  list(subfolder: string, prefix?: string): Promise<readonly DropFile[]>;
  /** Throws PartnerRequestError if the file is larger than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array>;
  /** Nobody sees a part of the file. A path has the same bytes in every call. */
  put(path: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  close(): Promise<void>;
}

export type OpenDropFolder = (context: PartnerCallContext) => Promise<DropFolder>;
