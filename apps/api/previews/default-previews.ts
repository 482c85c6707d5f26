import { setTimeout as pause } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import { canonicalSha256, deriveId, growingPauseMs } from '@fermata/contracts/values';
import {
  type MadePreview,
  nearestPreview,
  type PreviewWithAudio,
  type RankedPreview,
  type WantedTraits,
} from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { ASSETS, CATALOGUE, LOG } from '../infrastructure/injection-tokens.ts';
import { PreviewClient } from './preview-client.ts';

const POLL_MIN_MS = 500;
const POLL_MAX_MS = 15_000;
const REQUEST_TIMEOUT_MS = 5_000;

/**
 * One preview per style, for projects without previews of their own: loaded from the store, then replaced by those of
 * the preview service. Each process holds them in memory, so each process loads them.
 */
@Injectable()
export class DefaultPreviews implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #abort = new AbortController();
  readonly #previews = new Map<string, PreviewWithAudio>();
  #engineSha256: string | null = null;
  #loading: Promise<void> | undefined;

  constructor(
    @Inject(PreviewClient) private readonly client: PreviewClient,
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'previews'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Does not wait: the API also starts without a preview service. */
  onApplicationBootstrap(): void {
    this.#loading = this.#load();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#abort.abort();
    await this.#loading;
  }

  /** The engine build of the preview service, or null before its first answer. */
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

  /** Loads the stored ones, then polls the service until it has made all of them. */
  async #load(): Promise<void> {
    await this.#loadFromStore().catch((error: unknown) =>
      this.log.warn({ err: error }, 'cannot read the default previews from the store'),
    );
    const { signal } = this.#abort;
    for (let poll = 1; !signal.aborted; poll += 1) {
      if (await this.#loadFromService().catch(() => false)) return;
      const pauseMs = growingPauseMs(poll, POLL_MIN_MS, POLL_MAX_MS);
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #loadFromStore(): Promise<void> {
    for (const made of await this.catalogue.previews.defaults()) {
      if (this.#abort.signal.aborted) return;
      const { engineSha256, intent, sha256 } = made;
      this.#add({
        made,
        wav: await this.assets.getDefaultPreview(engineSha256, intent.style, sha256),
      });
    }
  }

  /** True once the service has made all of them. */
  async #loadFromService(): Promise<boolean> {
    const signal = (): AbortSignal =>
      AbortSignal.any([this.#abort.signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]);
    const { engineSha256, styles, ready } = await this.client.listDefaults(signal());
    this.setEngine(engineSha256);
    for (const style of styles) {
      const isLoaded = [...this.#previews.values()].some(
        ({ made }) => made.engineSha256 === engineSha256 && made.intent.style === style,
      );
      if (isLoaded) continue;
      const preview = await this.client.getDefault(style, signal());
      this.#add(preview);
      await this.#save(preview).catch((error: unknown) =>
        this.log.warn({ err: error, style }, 'cannot save a default preview'),
      );
    }
    return ready;
  }

  async #save({ made, wav }: MadePreview): Promise<void> {
    await this.assets.putDefaultPreview(made.engineSha256, made.intent.style, wav);
    await this.catalogue.previews.saveDefault({ made });
  }

  /** Replaces the preview of the same style by an earlier build. */
  #add({ made, wav }: MadePreview): void {
    const { engineSha256, intent, recipe } = made;
    const prompt = {
      style: intent.style,
      seed: recipe.seed,
      takes: [],
      durationSeconds: recipe.composition.durationSeconds,
    };
    const previewId = deriveId('prv', 'default', engineSha256, intent.style);
    for (const [id, other] of this.#previews)
      if (other.made.intent.style === intent.style && id !== previewId) this.#previews.delete(id);
    const promptSha256 = canonicalSha256(prompt);
    this.#previews.set(previewId, { previewId, prompt, promptSha256, made, wav });
  }
}
