export type { AssetStore, AssetStoreOptions, NewAsset } from './asset-store.ts';
export type { CheckpointStore } from './checkpoint-store.ts';
export { AssetCorruptedError, AssetNotFoundError, AssetTooLargeError } from './errors.ts';
export { DEFAULT_MAX_BYTES, openAssetStore } from './open-asset-store.ts';
export { openCheckpointStore } from './open-checkpoint-store.ts';
