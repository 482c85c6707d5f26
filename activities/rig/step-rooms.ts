import { DEFAULT_RATES } from '@fermata/contracts';
import { openCatalogue, type Catalogue } from '@fermata/prisma';
import { openAssetStore, type AssetStore, type AssetStoreOptions } from '@fermata/storage';
import { AssetKeeper } from '../asset-keeper.ts';
import type { StepRooms } from '../run-step.ts';

export interface OpenRooms extends StepRooms { readonly catalogue: Catalogue; readonly assets: AssetStore; close(): Promise<void> }

/** What a worker's steps stand on: a real PostgreSQL and S3. */
export async function openStepRooms({ databaseUrl, s3 }: { databaseUrl: string; s3: AssetStoreOptions }): Promise<OpenRooms> {
  const catalogue = await openCatalogue({ databaseUrl });
  const assets = openAssetStore(s3);
  return {
    catalogue, assets, keeper: new AssetKeeper(catalogue, assets), rates: DEFAULT_RATES,
    close: async () => {
      await catalogue.close();
      assets.close();
    },
  };
}
