import { DEFAULT_RATES } from '@fermata/contracts/settings';
import { type Catalogue, openCatalogue } from '@fermata/prisma';
import { type AssetStore, type AssetStoreOptions, openAssetStore } from '@fermata/storage';
import { AssetLinker } from '../steps/asset-linker.ts';
import type { StepDeps } from '../steps/run-step.ts';

export interface OpenStepDeps extends StepDeps {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  close(): Promise<void>;
}

/** The services of a worker's steps: a real PostgreSQL and S3. */
export async function openStepDeps({
  databaseUrl,
  s3,
}: {
  databaseUrl: string;
  s3: AssetStoreOptions;
}): Promise<OpenStepDeps> {
  const catalogue = await openCatalogue({ databaseUrl });
  const assets = openAssetStore(s3);
  return {
    catalogue,
    assets,
    linker: new AssetLinker(catalogue, assets),
    rates: DEFAULT_RATES,
    close: async () => {
      await catalogue.close();
      assets.close();
    },
  };
}
