import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import {
  PREVIEW_MEDIA_TYPE,
  type PreviewEntry,
  type PreviewSession,
} from '@fermata/contracts/http';
import type { Nearness } from '@fermata/contracts/values';
import type { WantedTraits } from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CostQueue } from './cost-queue.ts';
import type { DefaultPreviews } from './default-previews.ts';
import { expirePreviews } from './expire-previews.ts';
import { LastSessions } from './last-sessions.ts';
import { type CachedPreview, PreviewCache } from './preview-cache.ts';
import { previewCostEntry } from './preview-cost.ts';
import { wavByteLength } from './wav-bytes.ts';
import { WriteBehindQueue } from './write-behind-queue.ts';

const FLUSH_TIMEOUT_MS = 2_000;
const CLOSE_TIMEOUT_MS = 5_000;
const REFILL_COUNT = 500;
/** Of a nearness: so much a default preview must be nearer than the best of the project, which people there have chosen. */
const MIN_ADVANTAGE = 0.2;

export type PreviewWithAudio = Omit<CachedPreview, 'projectId'>;
interface PreviewMemoryDependencies {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  readonly config: ApiConfig;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly defaults: DefaultPreviews;
}

/** What is known of earlier previews: at hand in memory, behind that in the catalogue and the store. Whatever is written down is written after the answer. */
export class PreviewMemory {
  readonly #parts: PreviewMemoryDependencies;
  readonly #cache: PreviewCache;
  readonly #writes: WriteBehindQueue;
  readonly #costs: CostQueue;
  readonly #lastSessions = new LastSessions();
  readonly #abort = new AbortController();
  #loops: Promise<unknown>[] = [];

  constructor(parts: PreviewMemoryDependencies) {
    this.#parts = parts;
    this.#cache = new PreviewCache(parts.config.limits.previewCacheBytes);
    this.#writes = new WriteBehindQueue(
      parts.config.limits.previewWriteQueueLength,
      parts.log,
      () => parts.metrics.droppedPreviewWrites.inc(),
    );
    this.#costs = new CostQueue(parts.catalogue.costs, parts.log);
  }

  /** Brings earlier previews back, and from then on lets go what nobody needs any more. Nobody waits for it. */
  open(): void {
    const {
      catalogue,
      assets,
      config: { limits },
      log,
    } = this.#parts;
    this.#loops = [
      this.#refill().catch((error: unknown) =>
        log.warn({ err: error }, 'earlier previews cannot be brought back'),
      ),
      expirePreviews({
        catalogue,
        assets,
        limits,
        log,
        signal: this.#abort.signal,
        onGone: ({ projectId, sha256 }) => this.#cache.remove(projectId, sha256),
      }),
    ];
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.all([
      this.#writes.drain(CLOSE_TIMEOUT_MS),
      this.#costs.close(CLOSE_TIMEOUT_MS),
      ...this.#loops,
    ]);
  }

  /** What this prompt gave with the engine that runs. */
  findSame(projectId: string, promptSha256: string): PreviewWithAudio | undefined {
    return this.#cache.findByPrompt(projectId, promptSha256, this.#parts.defaults.engineSha256);
  }

  /** Of the project's own at hand; of the default previews where it has none, or where one comes much nearer (another style is other music). */
  nearest(
    projectId: string,
    wanted: WantedTraits,
  ): { preview: PreviewWithAudio; nearness: Nearness } | undefined {
    const [own, fallback] = [
      this.#cache.nearest(projectId, wanted),
      this.#parts.defaults.nearest(wanted),
    ];
    return own && fallback && fallback.nearness.value < own.nearness.value + MIN_ADVANTAGE
      ? own
      : (fallback ?? own);
  }

  /** From memory, else from the catalogue. Throws the 404. */
  async findOrThrow(projectId: string, previewId: string): Promise<Omit<PreviewWithAudio, 'wav'>> {
    const preview =
      this.#findInMemory(projectId, previewId) ??
      (await this.#parts.catalogue.previews.find(projectId, previewId));
    if (!preview) throw previewNotFound(previewId);
    return preview;
  }

  async audio(projectId: string, previewId: string): Promise<{ wav: Uint8Array; sha256: string }> {
    const cached = this.#findInMemory(projectId, previewId);
    if (cached) return { wav: cached.wav, sha256: cached.made.sha256 };
    const record = await this.#parts.catalogue.previews.find(projectId, previewId);
    if (!record) throw previewNotFound(previewId);
    return {
      wav: await this.#parts.assets.get(projectId, record.made.sha256),
      sha256: record.made.sha256,
    };
  }

  lastSessionOf(projectId: string, previewId: string): string | undefined {
    return this.#lastSessions.find(projectId, previewId);
  }

  /** A preview that was made: at hand from now on, and booked. */
  addFresh(projectId: string, preview: PreviewWithAudio): void {
    this.#cache.put({ projectId, ...preview });
    this.#costs.add(
      previewCostEntry({
        projectId,
        making: `${preview.previewId}/${randomBytes(8).toString('hex')}`,
        made: preview.made,
        bytes: preview.wav.byteLength,
        rates: this.#parts.config.rates,
      }),
    );
  }

  /** One more line of a session. `answered` is the preview that was heard: an earlier one may have been forgotten elsewhere meanwhile, and is then kept anew. */
  recordEntry(
    { projectId, actor }: Principal,
    sessionId: string,
    entry: Omit<PreviewEntry, 'at' | 'actor'>,
    served?: PreviewWithAudio,
  ): void {
    const {
      catalogue: { previews },
      config,
      defaults,
    } = this.#parts;
    this.#lastSessions.set(projectId, entry.previewId, sessionId);
    const line = {
      sessionId,
      entry: { at: new Date().toISOString(), actor, ...entry },
      most: config.limits.previewSessionEntries,
    };
    // Starters belong to no project.
    if (!served || defaults.find(served.previewId))
      return this.#writes.add(
        `line of ${sessionId}`,
        async () => void (await previews.record(projectId, line)),
      );
    const { previewId, prompt, promptSha256, made, wav } = served;
    this.#writes.add(`line of ${sessionId}`, async () => {
      const { stored } = await previews.record(projectId, {
        ...line,
        preview: { previewId, prompt, promptSha256, made, bytes: wav.byteLength },
      });
      if (!stored) this.#writes.add(`audio of ${previewId}`, () => this.#store(projectId, served));
    });
  }

  /** Somebody has its address from now on. */
  markAnswered(projectId: string, previewId: string): void {
    this.#writes.add(`address of ${previewId}`, () =>
      this.#parts.catalogue.previews.markAnswered(projectId, previewId),
    );
  }

  /** The preview became a track: the track keeps its audio, and the session says so. */
  linkTrack(principal: Principal, previewId: string, trackId: string): void {
    const { projectId } = principal;
    const { catalogue, assets, log } = this.#parts;
    const cached = this.#findInMemory(projectId, previewId);
    const sessionId = this.#lastSessions.find(projectId, previewId);
    if (sessionId)
      this.recordEntry(principal, sessionId, {
        kind: 'made-track',
        previewId,
        prompt: null,
        variation: null,
        from: null,
        source: null,
        trackId,
      });
    this.#writes.add(`preview ${previewId} of ${trackId}`, async () => {
      const made = (cached ?? (await catalogue.previews.find(projectId, previewId)))?.made;
      if (!made)
        return log.warn(
          { previewId, trackId },
          'the preview of a track is gone: the track goes without its audio',
        );
      await catalogue.previews.withAssetLock(projectId, made.sha256, async () => {
        if (cached)
          await assets.put(projectId, {
            kind: 'preview',
            mediaType: PREVIEW_MEDIA_TYPE,
            bytes: cached.wav,
          });
        else if (!(await assets.has(projectId, made.sha256)))
          return log.warn(
            { previewId, trackId },
            'the audio of a preview is gone: its track goes without it',
          );
        const ref = {
          sha256: made.sha256,
          kind: 'preview' as const,
          mediaType: PREVIEW_MEDIA_TYPE,
          bytes: wavByteLength(made),
        };
        await catalogue.assets.register(projectId, {
          ref,
          trackId,
          version: 1,
          recipeId: made.recipeId,
          parents: [],
          checks: {},
        });
      });
    });
  }

  async session({ projectId }: Principal, sessionId: string): Promise<PreviewSession> {
    await this.#writes.drain(FLUSH_TIMEOUT_MS);
    const session = await this.#parts.catalogue.previews.session(projectId, sessionId);
    if (!session)
      throw new ProblemException(
        'not-found',
        `there is no preview session ${sessionId} in this project, or nobody has used it for long`,
      );
    const { previewSessionSeconds, previewSessionEntries } = this.#parts.config.limits;
    return {
      ...session,
      most: previewSessionEntries,
      expiresAt: new Date(
        Date.parse(session.lastUsedAt) + previewSessionSeconds * 1000,
      ).toISOString(),
    };
  }

  #findInMemory(projectId: string, previewId: string): PreviewWithAudio | undefined {
    return this.#cache.find(projectId, previewId) ?? this.#parts.defaults.find(previewId);
  }

  async #store(projectId: string, { previewId, made, wav }: PreviewWithAudio): Promise<void> {
    const {
      catalogue: { previews },
      assets,
    } = this.#parts;
    await previews.withAssetLock(projectId, made.sha256, async () => {
      // Forgotten meanwhile: nobody would ever take these bytes away.
      if (!(await previews.find(projectId, previewId))) return;
      await assets.put(projectId, { kind: 'preview', mediaType: PREVIEW_MEDIA_TYPE, bytes: wav });
      await previews.markStored(projectId, previewId);
    });
  }

  /** Earlier previews, the newest first, until the shelf is full. */
  async #refill(): Promise<void> {
    const {
      catalogue,
      assets,
      config: { limits },
    } = this.#parts;
    const records = [];
    let bytes = 0;
    for (const record of await catalogue.previews.newest(REFILL_COUNT))
      if ((bytes += record.bytes) <= limits.previewCacheBytes) records.push(record);
    // The newest last: it is the last to go.
    for (const { projectId, ...record } of records.reverse()) {
      if (this.#abort.signal.aborted) return;
      if (this.#cache.find(projectId, record.previewId)) continue;
      const wav = await assets.get(projectId, record.made.sha256).catch(() => undefined);
      if (wav) this.#cache.put({ projectId, ...record, wav });
    }
  }
}

const previewNotFound = (previewId: string): ProblemException =>
  new ProblemException(
    'not-found',
    `there is no preview ${previewId} in this project, or nobody has used it for long`,
  );
