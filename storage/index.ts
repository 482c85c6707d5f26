export type { AssetStore, AssetStoreOptions, NewAsset } from './asset-store.ts';
export { AssetCorruptedError, AssetNotFoundError, AssetTooLargeError } from './errors.ts';
export { DEFAULT_MAX_BYTES, openAssetStore } from './open-asset-store.ts';
