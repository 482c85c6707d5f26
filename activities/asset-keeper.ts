import type { AssetKind, AssetRef, PartName } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';

/** What an asset was made for: the catalogue remembers it with the bytes' hash. */
export interface AssetUse {
  readonly projectId: string;
  readonly trackId: string;
  readonly version: number;
  readonly recipeId: string;
  /** The step that made it and, within the track and version, which run of it: the key of its cost row. */
  readonly step: string;
  readonly stepKey: string;
  readonly parents?: readonly string[];
  readonly checks?: Readonly<Record<string, number | string | boolean>>;
}

export interface NewAsset {
  readonly kind: AssetKind;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly part?: PartName;
}

/** Minor units of EUR for a second of CPU: the embedded default's rate card. */
export const EUR_CENTS_PER_CPU_SECOND = 0.002;

/** Puts bytes into S3, tells the catalogue, books the cost. All of it may run twice. */
export class AssetKeeper {
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;

  constructor(catalogue: Catalogue, assets: AssetStore) {
    this.#catalogue = catalogue;
    this.#assets = assets;
  }

  async keep(use: AssetUse, asset: NewAsset): Promise<AssetRef> {
    const ref = await this.#assets.put(use.projectId, asset);
    const { projectId, trackId, version, recipeId } = use;
    await this.#catalogue.assets.register(projectId, { ref, trackId, version, recipeId, parents: [...(use.parents ?? [])], checks: { ...use.checks } });
    return ref;
  }

  read(projectId: string, ref: AssetRef): Promise<Uint8Array> {
    return this.#assets.get(projectId, ref.sha256);
  }

  async readJson(projectId: string, ref: AssetRef): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.read(projectId, ref)));
  }

  /** One cost row for a step, whatever its number of attempts. */
  async charge(use: AssetUse, cost: { cpuSeconds: number; audioSeconds: number; assets: readonly AssetRef[] }): Promise<void> {
    await this.#catalogue.costs.record({
      projectId: use.projectId,
      trackId: use.trackId,
      step: use.step,
      stepKey: `${use.trackId}/v${use.version}/${use.step}/${use.stepKey}`,
      cpuSeconds: cost.cpuSeconds,
      audioSeconds: cost.audioSeconds,
      priceMinor: cost.cpuSeconds * EUR_CENTS_PER_CPU_SECOND,
      cacheHit: false,
      bytesStored: cost.assets.reduce((sum, asset) => sum + asset.bytes, 0),
    });
  }
}
