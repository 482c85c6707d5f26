export type { AssetStore, AssetStoreOptions, PutAsset } from './asset-store.ts';
export { AssetDamaged, AssetMissing, AssetTooLarge } from './errors.ts';
export { DEFAULT_MAX_BYTES, openAssetStore } from './open-asset-store.ts';
