import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { canonicalSha256, deriveId, type Nearness, type PreviewMade } from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { Wanted } from './nearness.ts';
import type { PreviewDoor } from './preview-door.ts';
import { nearestOf, type ShelvedPreview } from './preview-shelf.ts';

const LOOK_MS = { first: 500, longest: 15_000 } as const;
const PATIENCE_MS = 5_000;

/** One preview for each style, for projects that have none yet: from the store at once, from the preview service as soon as it has made its own. */
export class StarterPreviews {
  readonly #door: PreviewDoor;
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;
  readonly #log: Logger;
  readonly #end = new AbortController();
  #starters = new Map<string, Omit<ShelvedPreview, 'projectId'>>();
  #engineSha256: string | null = null;

  constructor(parts: { door: PreviewDoor; catalogue: Catalogue; assets: AssetStore; log: Logger }) {
    this.#door = parts.door;
    this.#catalogue = parts.catalogue;
    this.#assets = parts.assets;
    this.#log = parts.log;
  }

  /** The build that the preview service runs; null as long as it has not been heard of. */
  get engineSha256(): string | null {
    return this.#engineSha256;
  }

  find(previewId: string): Omit<ShelvedPreview, 'projectId'> | undefined {
    return this.#starters.get(previewId);
  }

  nearest(
    wanted: Wanted,
  ): { preview: Omit<ShelvedPreview, 'projectId'>; nearness: Nearness } | undefined {
    return nearestOf([...this.#starters.values()], wanted);
  }

  /** A service that came back may run another build. */
  heard(engineSha256: string): void {
    this.#engineSha256 = engineSha256;
  }

  /** Goes on until `close`: brings those of the store, then looks for those of the service until all are here. */
  async bring(): Promise<void> {
    await this.#fromStore().catch((error: unknown) =>
      this.#log.warn({ err: error }, 'the starters of the store cannot be read'),
    );
    for (
      let wait: number = LOOK_MS.first;
      !this.#end.signal.aborted;
      wait = Math.min(LOOK_MS.longest, wait * 1.5)
    ) {
      if (await this.#fromService().catch(() => false)) return;
      await pause(wait, undefined, { signal: this.#end.signal }).catch(() => undefined);
    }
  }

  close(): void {
    this.#end.abort();
  }

  async #fromStore(): Promise<void> {
    for (const made of await this.#catalogue.previews.starters()) {
      if (this.#end.signal.aborted) return;
      this.#shelve(
        made,
        await this.#assets.getStarter(made.engineSha256, made.intent.style, made.sha256),
      );
    }
  }

  /** True when all are here. */
  async #fromService(): Promise<boolean> {
    const signal = (): AbortSignal =>
      AbortSignal.any([this.#end.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const { engineSha256, styles, ready } = await this.#door.starters(signal());
    this.heard(engineSha256);
    for (const style of styles) {
      if (
        [...this.#starters.values()].some(
          ({ made }) => made.engineSha256 === engineSha256 && made.intent.style === style,
        )
      )
        continue;
      const { made, wav } = await this.#door.starter(style, signal());
      this.#shelve(made, wav);
      await this.#keep(made, wav).catch((error: unknown) =>
        this.#log.warn({ err: error, style }, 'a starter could not be kept'),
      );
    }
    return ready;
  }

  async #keep(made: PreviewMade, wav: Uint8Array): Promise<void> {
    await this.#assets.putStarter(made.engineSha256, made.intent.style, wav);
    await this.#catalogue.previews.saveStarter({ made });
  }

  #shelve(made: PreviewMade, wav: Uint8Array): void {
    const prompt = {
      style: made.intent.style,
      seed: made.recipe.seed,
      takes: [],
      durationSeconds: made.recipe.composition.durationSeconds,
    };
    const previewId = deriveId('prv', 'starter', made.engineSha256, made.intent.style);
    // One for each style: the newest build's.
    for (const [id, other] of this.#starters)
      if (other.made.intent.style === made.intent.style && id !== previewId)
        this.#starters.delete(id);
    this.#starters.set(previewId, {
      previewId,
      prompt,
      promptSha256: canonicalSha256(prompt),
      made,
      wav,
    });
  }
}
