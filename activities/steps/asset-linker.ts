import type { Alternate, AssetKind, AssetRef, PartName } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { MaterialCache } from '../caches/material-cache.ts';

/** For which work of which track an asset is used, and from which recipe it comes there. `alternate` is absent for the full cut. */
export interface AssetUse {
  readonly projectId: string;
  readonly trackId: string;
  readonly version: number;
  readonly recipeId: string | null;
  readonly alternate?: Alternate;
}

/** An asset with what is known of it in one use: what it was made from, and what was measured on it. */
export interface UsedAsset {
  readonly ref: AssetRef;
  readonly parents?: readonly string[];
  readonly checks?: Readonly<Record<string, number | string | boolean>>;
}

export interface NewAsset {
  readonly kind: AssetKind;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly part?: PartName;
}

/** Puts bytes into S3, and tells the catalogue who uses them. All of it may run twice. */
export class AssetLinker {
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;
  readonly #materials: MaterialCache;

  constructor(catalogue: Catalogue, assets: AssetStore) {
    this.#catalogue = catalogue;
    this.#assets = assets;
    this.#materials = new MaterialCache(assets);
  }

  put(projectId: string, asset: NewAsset): Promise<AssetRef> {
    return this.#assets.put(projectId, asset);
  }

  /** Links the assets to the use: from then on no eviction takes them. Answers those whose bytes were taken before. */
  async link(use: AssetUse, assets: readonly UsedAsset[]): Promise<AssetRef[]> {
    const { projectId, trackId, version, recipeId, alternate } = use;
    const missing = await Promise.all(
      assets.map(async ({ ref, parents = [], checks = {} }) => {
        await this.#catalogue.assets.register(projectId, {
          ref: { ...ref, ...(alternate === undefined ? {} : { alternate }) },
          trackId,
          version,
          recipeId,
          parents,
          checks: { ...checks },
        });
        return (await this.#assets.has(projectId, ref.sha256)) ? [] : [ref];
      }),
    );
    return missing.flat();
  }

  read(projectId: string, ref: AssetRef): Promise<Uint8Array> {
    return this.#assets.get(projectId, ref.sha256);
  }

  /** Bytes that a recipe names, in shared memory: nobody may write into them. */
  readMaterial(projectId: string, sha256: string): Promise<Uint8Array> {
    return this.#materials.read(projectId, sha256);
  }

  async readJson(projectId: string, ref: AssetRef): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.read(projectId, ref)));
  }
}
