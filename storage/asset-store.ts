import type { Alternate, AssetKind, AssetRef, PartName } from '@fermata/contracts/values';

/** `publicEndpoint`: in presigned links, default `endpoint`. `maxBytes`: of one object, default 256 MiB. */
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

/** `notices`: the licences of the third-party code in the engine. `signature`: in base64. */
export type EngineCompanions = {
  notices: string;
  signature: { keyId: string; signature: string };
};

/** Immutable bytes by their sha256. All calls are idempotent; nothing is overwritten. */
export interface AssetStore {
  /** Creates the bucket if it does not exist. */
  ensureBucket(): Promise<void>;
  /** Throws AssetTooLargeError over the limit of one asset. */
  put(projectId: string, asset: NewAsset): Promise<AssetRef>;
  /** The bytes, their hash verified. Throws AssetNotFoundError, AssetCorruptedError, AssetTooLargeError. */
  get(projectId: string, sha256: string): Promise<Uint8Array>;
  /** Whether the bytes exist; a HEAD request. */
  has(projectId: string, sha256: string): Promise<boolean>;
  /** Permanent and idempotent. Only the catalogue's eviction calls it, for bytes that nothing needs. */
  remove(projectId: string, sha256: string): Promise<void>;
  /**
   * A link that anyone can read until `expiresAt`: a browser plays audio and saves other files, as `fileName`. Throws
   * AssetNotFoundError.
   */
  presign(
    projectId: string,
    sha256: string,
    file: { fileName: string; mediaType: string; seconds: number },
  ): Promise<{ url: string; expiresAt: string }>;
  /** Returns the build's sha256, which is its name. Its companions are stored first and replace earlier ones. */
  putEngine(bytes: Uint8Array, companions: EngineCompanions): Promise<string>;
  getEngine(sha256: string): Promise<Uint8Array>;
  /** In base64; null if the key with this id has not signed the engine. */
  getEngineSignature(sha256: string, keyId: string): Promise<string | null>;
  /** An engine's default preview of a style. */
  putDefaultPreview(engineSha256: string, style: string, wav: Uint8Array): Promise<void>;
  getDefaultPreview(engineSha256: string, style: string, sha256: string): Promise<Uint8Array>;
  /** Stores the exported history of a closed workflow run; returns its key. */
  putHistory(workflowId: string, runId: string, json: Uint8Array): Promise<string>;
  /** Throws if the store does not respond or the bucket does not exist. */
  ping(): Promise<void>;
  close(): void;
}
