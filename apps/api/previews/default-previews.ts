import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { PreviewFacts } from '@fermata/contracts/http';
import { canonicalSha256, deriveId, type Nearness } from '@fermata/contracts/values';
import type { WantedTraits } from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { type CachedPreview, nearestPreview } from './preview-cache.ts';
import type { PreviewClient } from './preview-client.ts';

const POLL_MS = { first: 500, longest: 15_000 } as const;
const REQUEST_TIMEOUT_MS = 5_000;

/** One preview for each style, for projects that have none yet: from the store at once, from the preview service as soon as it has made its own. */
export class DefaultPreviews {
  readonly #client: PreviewClient;
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;
  readonly #log: Logger;
  readonly #abort = new AbortController();
  #previews = new Map<string, Omit<CachedPreview, 'projectId'>>();
  #engineSha256: string | null = null;

  constructor(parts: {
    door: PreviewClient;
    catalogue: Catalogue;
    assets: AssetStore;
    log: Logger;
  }) {
    this.#client = parts.door;
    this.#catalogue = parts.catalogue;
    this.#assets = parts.assets;
    this.#log = parts.log;
  }

  /** The build that the preview service runs; null as long as it has not been heard of. */
  get engineSha256(): string | null {
    return this.#engineSha256;
  }

  find(previewId: string): Omit<CachedPreview, 'projectId'> | undefined {
    return this.#previews.get(previewId);
  }

  nearest(
    wanted: WantedTraits,
  ): { preview: Omit<CachedPreview, 'projectId'>; nearness: Nearness } | undefined {
    return nearestPreview([...this.#previews.values()], wanted);
  }

  /** A service that came back may run another build. */
  setEngine(engineSha256: string): void {
    this.#engineSha256 = engineSha256;
  }

  /** Goes on until `close`: brings those of the store, then looks for those of the service until all are here. */
  async load(): Promise<void> {
    await this.#fromStore().catch((error: unknown) =>
      this.#log.warn({ err: error }, 'the default previews of the store cannot be read'),
    );
    for (
      let waitMs: number = POLL_MS.first;
      !this.#abort.signal.aborted;
      waitMs = Math.min(POLL_MS.longest, waitMs * 1.5)
    ) {
      if (await this.#fromService().catch(() => false)) return;
      await pause(waitMs, undefined, { signal: this.#abort.signal }).catch(() => undefined);
    }
  }

  close(): void {
    this.#abort.abort();
  }

  async #fromStore(): Promise<void> {
    for (const made of await this.#catalogue.previews.defaults()) {
      if (this.#abort.signal.aborted) return;
      this.#add(
        made,
        await this.#assets.getDefaultPreview(made.engineSha256, made.intent.style, made.sha256),
      );
    }
  }

  /** True when all are here. */
  async #fromService(): Promise<boolean> {
    const signal = (): AbortSignal =>
      AbortSignal.any([this.#abort.signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]);
    const { engineSha256, styles, ready } = await this.#client.listDefaults(signal());
    this.setEngine(engineSha256);
    for (const style of styles) {
      if (
        [...this.#previews.values()].some(
          ({ made }) => made.engineSha256 === engineSha256 && made.intent.style === style,
        )
      )
        continue;
      const { made, wav } = await this.#client.getDefault(style, signal());
      this.#add(made, wav);
      await this.#save(made, wav).catch((error: unknown) =>
        this.#log.warn({ err: error, style }, 'a default preview could not be kept'),
      );
    }
    return ready;
  }

  async #save(made: PreviewFacts, wav: Uint8Array): Promise<void> {
    await this.#assets.putDefaultPreview(made.engineSha256, made.intent.style, wav);
    await this.#catalogue.previews.saveDefault({ made });
  }

  #add(made: PreviewFacts, wav: Uint8Array): void {
    const prompt = {
      style: made.intent.style,
      seed: made.recipe.seed,
      takes: [],
      durationSeconds: made.recipe.composition.durationSeconds,
    };
    const previewId = deriveId('prv', 'default', made.engineSha256, made.intent.style);
    // One for each style: the newest build's.
    for (const [id, other] of this.#previews)
      if (other.made.intent.style === made.intent.style && id !== previewId)
        this.#previews.delete(id);
    this.#previews.set(previewId, {
      previewId,
      prompt,
      promptSha256: canonicalSha256(prompt),
      made,
      wav,
    });
  }
}
