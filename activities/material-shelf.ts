import type { AssetStore } from '@fermata/storage';

/** Bytes that are kept at hand: the largest object of the store and some more. */
const MOST_BYTES = 320 * 1024 * 1024;

/**
 * Materials that recipes name, by their digest: fetched and verified once for the many steps that want them, in memory that the engine's threads share, so that none of
 * them gets a copy. Nobody may write into them. The least recently used go when there are too many bytes.
 */
export class MaterialShelf {
  readonly #assets: Pick<AssetStore, 'get' | 'has'>;
  readonly #mostBytes: number;
  /** The least recently used first. */
  readonly #kept = new Map<string, Promise<Uint8Array>>();
  readonly #sizes = new Map<string, number>();

  constructor(assets: Pick<AssetStore, 'get' | 'has'>, mostBytes = MOST_BYTES) {
    this.#assets = assets;
    this.#mostBytes = mostBytes;
  }

  /** Throws AssetMissing where the project does not have it, whoever else has. */
  async read(projectId: string, sha256: string): Promise<Uint8Array> {
    const kept = this.#kept.get(sha256);
    if (!kept) return this.#keep(sha256, this.#fetch(projectId, sha256));
    if (!(await this.#assets.has(projectId, sha256))) return this.#assets.get(projectId, sha256);
    // It may have gone, or have failed, meanwhile.
    return this.#keep(sha256, this.#kept.get(sha256) ?? this.#fetch(projectId, sha256));
  }

  #keep(sha256: string, bytes: Promise<Uint8Array>): Promise<Uint8Array> {
    this.#kept.delete(sha256);
    this.#kept.set(sha256, bytes);
    return bytes;
  }

  async #fetch(projectId: string, sha256: string): Promise<Uint8Array> {
    try {
      const bytes = await this.#assets.get(projectId, sha256);
      const shared = new Uint8Array(new SharedArrayBuffer(bytes.byteLength));
      shared.set(bytes);
      this.#sizes.set(sha256, shared.byteLength);
      this.#makeRoom();
      return shared;
    } catch (error) {
      this.#kept.delete(sha256);
      throw error;
    }
  }

  #makeRoom(): void {
    let sum = [...this.#sizes.values()].reduce((all, bytes) => all + bytes, 0);
    for (const sha256 of this.#kept.keys()) {
      const bytes = this.#sizes.get(sha256);
      if (sum <= this.#mostBytes) return;
      // What is on its way takes no room yet.
      if (bytes === undefined) continue;
      this.#kept.delete(sha256);
      this.#sizes.delete(sha256);
      sum -= bytes;
    }
  }
}
