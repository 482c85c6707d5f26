import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import type {
  Preview,
  PreviewWithAudio,
  RankedPreview,
  WantedTraits,
} from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import { ProblemException } from '../http/problem-exception.ts';
import type { Clock } from '../infrastructure/infrastructure-module.ts';
import { ASSETS, CATALOGUE, CLOCK, CONFIG, LOG } from '../infrastructure/injection-tokens.ts';
import { DefaultPreviews } from './default-previews.ts';
import { PreviewCache } from './preview-cache.ts';

const REFILL_COUNT = 500;
/** By how much a default preview must be nearer than the project's own previews, which are preferred. */
const MIN_ADVANTAGE = 0.2;

/** Earlier previews, in memory or else from the catalogue and the store. */
@Injectable()
export class PreviewMemory implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #cache: PreviewCache;
  readonly #abort = new AbortController();
  #refilling: Promise<void> | undefined;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'previews'>,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(LOG) private readonly log: Logger,
    @Inject(CLOCK) clock: Clock,
    @Inject(DefaultPreviews) private readonly defaults: DefaultPreviews,
  ) {
    const { previewCacheBytes, previewSessionSeconds } = config.limits;
    this.#cache = new PreviewCache(previewCacheBytes, previewSessionSeconds * 1000, clock);
  }

  /** Does not wait: previews are answered before the cache is filled. */
  onApplicationBootstrap(): void {
    this.#refilling = this.#refill().catch((error: unknown) =>
      this.log.warn({ err: error }, 'cannot load earlier previews'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.#abort.abort();
    await this.#refilling;
  }

  add(projectId: string, preview: PreviewWithAudio): void {
    this.#cache.put(projectId, preview);
  }

  /** The preview of this prompt by the current engine. */
  findSame(projectId: string, promptSha256: string): PreviewWithAudio | undefined {
    return this.#cache.findByPrompt(projectId, promptSha256, this.defaults.engineSha256);
  }

  /** Without I/O: of the project, or a default preview. */
  findCached(projectId: string, previewId: string): PreviewWithAudio | undefined {
    return this.#cache.find(projectId, previewId) ?? this.defaults.find(previewId);
  }

  /** The nearest of the project, or a default preview if that is nearer by a margin. */
  nearest(projectId: string, wanted: WantedTraits): RankedPreview<PreviewWithAudio> | undefined {
    const own = this.#cache.nearest(projectId, wanted);
    const fallback = this.defaults.nearest(wanted);
    return own && fallback && fallback.nearness.value < own.nearness.value + MIN_ADVANTAGE
      ? own
      : (fallback ?? own);
  }

  /** From memory, or else from the catalogue. Throws the 404. */
  async findOrThrow(projectId: string, previewId: string): Promise<Preview> {
    const preview =
      this.findCached(projectId, previewId) ??
      (await this.catalogue.previews.find(projectId, previewId));
    if (preview) return preview;
    throw new ProblemException(
      'not-found',
      `there is no preview ${previewId} in this project; previews expire when they are not used`,
    );
  }

  /** Throws the 404. */
  async audio(projectId: string, previewId: string): Promise<{ wav: Uint8Array; sha256: string }> {
    const cached = this.findCached(projectId, previewId);
    const { sha256 } = (cached ?? (await this.findOrThrow(projectId, previewId))).made;
    return { wav: cached?.wav ?? (await this.assets.get(projectId, sha256)), sha256 };
  }

  /** Loads the newest previews until the cache is full. */
  async #refill(): Promise<void> {
    const records = [];
    let bytes = 0;
    for (const record of await this.catalogue.previews.newest(REFILL_COUNT))
      if ((bytes += record.bytes) <= this.config.limits.previewCacheBytes) records.push(record);
    const failures: unknown[] = [];
    // The newest last, so that it is evicted last.
    for (const { projectId, ...record } of records.reverse()) {
      if (this.#abort.signal.aborted) return;
      if (this.#cache.find(projectId, record.previewId)) continue;
      try {
        const wav = await this.assets.get(projectId, record.made.sha256);
        this.#cache.put(projectId, { ...record, wav });
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0)
      this.log.warn(
        { err: failures[0], previews: failures.length },
        'cannot load the audio of earlier previews',
      );
  }
}
