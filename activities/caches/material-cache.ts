import { LRUCache } from 'lru-cache';
import type { AssetStore } from '@fermata/storage';

/** The largest object of the store, and some more. */
const MAX_BYTES = 320 * 1024 * 1024;

/**
 * Materials that recipes name, by sha256. Each is fetched and verified once for many steps. Callers
 * must not write into it.
 */
export class MaterialCache {
  readonly #assets: Pick<AssetStore, 'get' | 'has'>;
  /** The context fetches the bytes for the project of the first caller. */
  readonly #cache: LRUCache<string, Uint8Array, () => Promise<Uint8Array>>;

  constructor(assets: Pick<AssetStore, 'get' | 'has'>, maxBytes = MAX_BYTES) {
    this.#assets = assets;
    this.#cache = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ byteLength }) => Math.max(1, byteLength),
      // An entry that is evicted while it is fetched is still returned.
      ignoreFetchAbort: true,
      fetchMethod: (_sha256, _stale, { context: fetchBytes }) => fetchBytes(),
    });
  }

  /** Throws AssetNotFoundError if the project does not have it, even if another project does. */
  async read(projectId: string, sha256: string): Promise<Uint8Array> {
    let isOwnFetch = false;
    const fetchBytes = (): Promise<Uint8Array> => {
      isOwnFetch = true;
      return this.#assets.get(projectId, sha256);
    };
    try {
      const bytes = await this.#cache.forceFetch(sha256, { context: fetchBytes });
      if (isOwnFetch || (await this.#assets.has(projectId, sha256))) return bytes;
    } catch (error) {
      // The fetch that failed may have been another project's.
      if (isOwnFetch) throw error;
    }
    return this.#assets.get(projectId, sha256);
  }
}
