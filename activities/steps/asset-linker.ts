import type { AssetKind, AssetRef, PartName } from '@fermata/contracts/values';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { MaterialCache } from '../caches/material-cache.ts';
import type { RecipeRef, VersionRef } from './version-ref.ts';

/** An asset as a version uses it: its parents and its measurements. */
export interface UsedAsset {
  readonly ref: AssetRef;
  readonly parents?: readonly string[];
  readonly checks?: Readonly<Record<string, number | string | boolean>>;
}

/** A file that a step stores. */
export interface StepFile {
  readonly kind: AssetKind;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly part?: PartName;
}

/** Puts bytes into S3 and registers their use in the catalogue. Every call may be repeated. */
export class AssetLinker {
  readonly #catalogue: Pick<Catalogue, 'assets'>;
  readonly #assets: AssetStore;
  readonly #materials: MaterialCache;

  constructor(catalogue: Pick<Catalogue, 'assets'>, assets: AssetStore) {
    this.#catalogue = catalogue;
    this.#assets = assets;
    this.#materials = new MaterialCache(assets);
  }

  put(projectId: string, asset: StepFile): Promise<AssetRef> {
    return this.#assets.put(projectId, asset);
  }

  /**
   * Links assets to a version, which protects them from eviction. Returns those whose bytes have
   * been evicted already.
   */
  async link(use: VersionRef | RecipeRef, assets: readonly UsedAsset[]): Promise<AssetRef[]> {
    const { projectId, trackId, version } = use;
    const { recipeId, alternate } = 'recipeId' in use ? use : { recipeId: null };
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

  /** Bytes that a recipe names, in shared memory. Callers must not write into them. */
  readMaterial(projectId: string, sha256: string): Promise<Uint8Array> {
    return this.#materials.read(projectId, sha256);
  }

  async readJson(projectId: string, ref: AssetRef): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.read(projectId, ref)));
  }
}
