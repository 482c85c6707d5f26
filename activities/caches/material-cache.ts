import type { AssetStore } from '@fermata/storage';

/** Bytes that are kept at hand: the largest object of the store and some more. */
const MAX_BYTES = 320 * 1024 * 1024;

/**
 * Materials that recipes name, by their digest: fetched and verified once for the many steps that want them, in memory that the engine's threads share, so that none of
 * them gets a copy. Nobody may write into them. The least recently used go when there are too many bytes.
 */
export class MaterialCache {
  readonly #assets: Pick<AssetStore, 'get' | 'has'>;
  readonly #maxBytes: number;
  /** The least recently used first. */
  readonly #entries = new Map<string, Promise<Uint8Array>>();
  readonly #sizes = new Map<string, number>();

  constructor(assets: Pick<AssetStore, 'get' | 'has'>, maxBytes = MAX_BYTES) {
    this.#assets = assets;
    this.#maxBytes = maxBytes;
  }

  /** Throws AssetNotFoundError where the project does not have it, whoever else has. */
  async read(projectId: string, sha256: string): Promise<Uint8Array> {
    const cached = this.#entries.get(sha256);
    if (!cached) return this.#touch(sha256, this.#fetch(projectId, sha256));
    if (!(await this.#assets.has(projectId, sha256))) return this.#assets.get(projectId, sha256);
    // It may have gone, or have failed, meanwhile.
    return this.#touch(sha256, this.#entries.get(sha256) ?? this.#fetch(projectId, sha256));
  }

  #touch(sha256: string, bytes: Promise<Uint8Array>): Promise<Uint8Array> {
    this.#entries.delete(sha256);
    this.#entries.set(sha256, bytes);
    return bytes;
  }

  async #fetch(projectId: string, sha256: string): Promise<Uint8Array> {
    try {
      const bytes = await this.#assets.get(projectId, sha256);
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
      shared.set(bytes);
      this.#sizes.set(sha256, shared.byteLength);
      this.#evict();
      return shared;
    } catch (error) {
      this.#entries.delete(sha256);
      throw error;
    }
  }

  #evict(): void {
    let sum = [...this.#sizes.values()].reduce((all, bytes) => all + bytes, 0);
    for (const sha256 of this.#entries.keys()) {
      const bytes = this.#sizes.get(sha256);
      if (sum <= this.#maxBytes) return;
      // What is on its way takes no room yet.
      if (bytes === undefined) continue;
      this.#entries.delete(sha256);
      this.#sizes.delete(sha256);
      sum -= bytes;
    }
  }
}
