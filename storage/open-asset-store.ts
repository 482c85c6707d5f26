import type { AssetStore, AssetStoreOptions } from './asset-store.ts';

export declare function openAssetStore(options: AssetStoreOptions): AssetStore;
