import { DEFAULT_RATES } from '@fermata/contracts';
import { type Catalogue, openCatalogue } from '@fermata/prisma';
import { type AssetStore, type AssetStoreOptions, openAssetStore } from '@fermata/storage';
import { AssetKeeper } from '../asset-keeper.ts';
import type { StepRooms } from '../run-step.ts';

export interface OpenRooms extends StepRooms {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  close(): Promise<void>;
}

/** What a worker's steps stand on: a real PostgreSQL and S3. */
export async function openStepRooms({
  databaseUrl,
  s3,
}: {
  databaseUrl: string;
  s3: AssetStoreOptions;
}): Promise<OpenRooms> {
  const catalogue = await openCatalogue({ databaseUrl });
  const assets = openAssetStore(s3);
  return {
    catalogue,
    assets,
    keeper: new AssetKeeper(catalogue, assets),
    rates: DEFAULT_RATES,
    close: async () => {
      await catalogue.close();
      assets.close();
    },
  };
}
