import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { canonicalSha256, deriveId, type PreviewFacts, STYLES } from '@fermata/contracts/values';
import {
  type MadePreview,
  nearestPreview,
  type PreviewWithAudio,
  type RankedPreview,
  type WantedTraits,
} from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { Clock } from '../infrastructure/infrastructure-module.ts';
import { ASSETS, CATALOGUE, CLOCK, LOG } from '../infrastructure/injection-tokens.ts';

const RELOAD_MS = 5_000;

/**
 * One preview per style, for projects without previews of their own. The worker saves those of the preview service in
 * the store; each process keeps them in memory.
 */
@Injectable()
export class DefaultPreviews implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #abort = new AbortController();
  readonly #previews = new Map<string, PreviewWithAudio>();
  #engineSha256: string | null = null;
  #loading: Promise<void> | undefined;
  #reloadAt = 0;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'previews'>,
    @Inject(ASSETS) private readonly assets: Pick<AssetStore, 'getDefaultPreview'>,
    @Inject(LOG) private readonly log: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.refresh();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#abort.abort();
    await this.#loading;
  }

  /** The engine build of the preview service, or null before it is known. */
  get engineSha256(): string | null {
    return this.#engineSha256;
  }

  find(previewId: string): PreviewWithAudio | undefined {
    return this.#previews.get(previewId);
  }

  nearest(wanted: WantedTraits): RankedPreview<PreviewWithAudio> | undefined {
    return nearestPreview(this.#previews.values(), wanted);
  }

  /** The service may run another build after a restart. */
  setEngine(engineSha256: string): void {
    this.#engineSha256 = engineSha256;
  }

  /** Loads those that the worker has saved since the last time, unless all are here. Does not wait. */
  refresh(): void {
    if (this.#loading || this.#abort.signal.aborted || this.#isComplete()) return;
    if (this.clock() < this.#reloadAt) return;
    this.#loading = this.#load()
      .catch((error: unknown) =>
        this.log.warn({ err: error }, 'cannot read the default previews from the store'),
      )
      .finally(() => {
        this.#loading = undefined;
        this.#reloadAt = this.clock() + RELOAD_MS;
      });
  }

  #isComplete(): boolean {
    const current = [...this.#previews.values()].filter(
      ({ made }) => made.engineSha256 === this.#engineSha256,
    );
    return current.length === STYLES.length;
  }

  async #load(): Promise<void> {
    for (const made of await this.catalogue.previews.defaults()) {
      if (this.#abort.signal.aborted) return;
      const { engineSha256, intent, sha256 } = made;
      this.#engineSha256 ??= engineSha256;
      if (this.#previews.has(previewIdOf(made))) continue;
      this.#add({
        made,
        wav: await this.assets.getDefaultPreview(engineSha256, intent.style, sha256),
      });
    }
  }

  /** Replaces the preview of the same style by an earlier build. */
  #add({ made, wav }: MadePreview): void {
    const { intent, recipe } = made;
    const prompt = {
      style: intent.style,
      seed: recipe.seed,
      takes: [],
      durationSeconds: recipe.composition.durationSeconds,
    };
    const previewId = previewIdOf(made);
    for (const [id, other] of this.#previews)
      if (other.made.intent.style === intent.style && id !== previewId) this.#previews.delete(id);
    const promptSha256 = canonicalSha256(prompt);
    this.#previews.set(previewId, { previewId, prompt, promptSha256, made, wav });
  }
}

const previewIdOf = ({ engineSha256, intent }: PreviewFacts): string =>
  deriveId('prv', 'default', engineSha256, intent.style);
