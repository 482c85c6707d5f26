import type { Alternate, AssetKind, AssetRef, PartName } from '@fermata/contracts/values';

/** `publicEndpoint`: the address that presigned links are made for, where it is not the one this process uses. `maxBytes`: limit of one object, 256 MiB when absent. */
export type AssetStoreOptions = {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  bucket: string;
  publicEndpoint?: string;
  maxBytes?: number;
};

export type NewAsset = {
  kind: AssetKind;
  mediaType: string;
  bytes: Uint8Array;
  part?: PartName;
  alternate?: Alternate;
};

/** Immutable bytes by their sha256. Everything may be repeated; nothing is ever overwritten. */
export interface AssetStore {
  /** Makes the bucket where it does not exist. */
  ensureBucket(): Promise<void>;
  /** Throws AssetTooLargeError over the limit of one asset. */
  put(projectId: string, asset: NewAsset): Promise<AssetRef>;
  /** The bytes, their hash verified. Throws AssetNotFoundError, AssetCorruptedError, AssetTooLargeError. */
  get(projectId: string, sha256: string): Promise<Uint8Array>;
  /** Are the bytes there? Asks for no more than that. */
  has(projectId: string, sha256: string): Promise<boolean>;
  /** For good. What is not there is removed already. Nothing may need the bytes any more: the catalogue's eviction asks for it. */
  remove(projectId: string, sha256: string): Promise<void>;
  /** A link that anybody may read from until `expiresAt`; saved as `fileName`. Throws AssetNotFoundError. */
  presign(
    projectId: string,
    sha256: string,
    file: { fileName: string; mediaType: string; seconds: number },
  ): Promise<{ url: string; expiresAt: string }>;
  /** Answers the build's sha256, its name. */
  putEngine(bytes: Uint8Array): Promise<string>;
  getEngine(sha256: string): Promise<Uint8Array>;
  /** The preview that an engine made for a style at its start. */
  putDefaultPreview(engineSha256: string, style: string, wav: Uint8Array): Promise<void>;
  getDefaultPreview(engineSha256: string, style: string, sha256: string): Promise<Uint8Array>;
  /** Keeps the exported history of a closed workflow run; answers its key. */
  putHistory(workflowId: string, runId: string, json: Uint8Array): Promise<string>;
  /** Throws when the store does not answer or has no such bucket. */
  ping(): Promise<void>;
  close(): void;
}
