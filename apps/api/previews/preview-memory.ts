import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import {
  type Nearness,
  PREVIEW_MEDIA_TYPE,
  type PreviewEntry,
  type PreviewSession,
} from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { Viewer } from '../auth/viewer.ts';
import type { ApiConfig } from '../config.ts';
import type { Metrics } from '../operations/metrics.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { CostQueue } from './cost-queue.ts';
import { expirePreviews } from './expire-previews.ts';
import { KeepQueue } from './keep-queue.ts';
import { LastSessions } from './last-sessions.ts';
import type { Wanted } from './nearness.ts';
import { previewCost } from './preview-cost.ts';
import { PreviewShelf, type ShelvedPreview } from './preview-shelf.ts';
import type { StarterPreviews } from './starter-previews.ts';
import { wavBytes } from './wav-bytes.ts';

const SETTLE_MS = 2_000;
const CLOSE_MS = 5_000;
const REFILLED = 500;
/** Of a nearness: so much a starter must be nearer than the best of the project, which people there have chosen. */
const MUCH_NEARER = 0.2;

export type KnownPreview = Omit<ShelvedPreview, 'projectId'>;
interface Parts {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  readonly config: ApiConfig;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly starters: StarterPreviews;
}

/** What is known of earlier previews: at hand in memory, behind that in the catalogue and the store. Whatever is written down is written after the answer. */
export class PreviewMemory {
  readonly #parts: Parts;
  readonly #shelf: PreviewShelf;
  readonly #keeping: KeepQueue;
  readonly #costs: CostQueue;
  readonly #lastSessions = new LastSessions();
  readonly #end = new AbortController();
  #background: Promise<unknown>[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#shelf = new PreviewShelf(parts.config.limits.previewShelfBytes);
    this.#keeping = new KeepQueue(parts.config.limits.previewsToKeep, parts.log, () =>
      parts.metrics.previewsUnkept.inc(),
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
    this.#background = [
      this.#refill().catch((error: unknown) =>
        log.warn({ err: error }, 'earlier previews cannot be brought back'),
      ),
      expirePreviews({
        catalogue,
        assets,
        limits,
        log,
        signal: this.#end.signal,
        onGone: ({ projectId, sha256 }) => this.#shelf.remove(projectId, sha256),
      }),
    ];
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all([
      this.#keeping.settled(CLOSE_MS),
      this.#costs.close(CLOSE_MS),
      ...this.#background,
    ]);
  }

  /** What this prompt gave with the engine that runs. */
  same(projectId: string, promptSha256: string): KnownPreview | undefined {
    return this.#shelf.findByPrompt(projectId, promptSha256, this.#parts.starters.engineSha256);
  }

  /** Of the project's own at hand; of the starters where it has none, or where one comes much nearer (another style is other music). */
  nearest(
    projectId: string,
    wanted: Wanted,
  ): { preview: KnownPreview; nearness: Nearness } | undefined {
    const [own, starter] = [
      this.#shelf.nearest(projectId, wanted),
      this.#parts.starters.nearest(wanted),
    ];
    return own && starter && starter.nearness.value < own.nearness.value + MUCH_NEARER
      ? own
      : (starter ?? own);
  }

  /** From memory, else from the catalogue. Throws the 404. */
  async known(projectId: string, previewId: string): Promise<Omit<KnownPreview, 'wav'>> {
    const known =
      this.#atHand(projectId, previewId) ??
      (await this.#parts.catalogue.previews.find(projectId, previewId));
    if (!known) throw unknown(previewId);
    return known;
  }

  async audio(projectId: string, previewId: string): Promise<{ wav: Uint8Array; sha256: string }> {
    const known = this.#atHand(projectId, previewId);
    if (known) return { wav: known.wav, sha256: known.made.sha256 };
    const record = await this.#parts.catalogue.previews.find(projectId, previewId);
    if (!record) throw unknown(previewId);
    return {
      wav: await this.#parts.assets.get(projectId, record.made.sha256),
      sha256: record.made.sha256,
    };
  }

  lastSessionOf(projectId: string, previewId: string): string | undefined {
    return this.#lastSessions.of(projectId, previewId);
  }

  /** A preview that was made: at hand from now on, and booked. */
  made(projectId: string, preview: KnownPreview): void {
    this.#shelf.put({ projectId, ...preview });
    this.#costs.add(
      previewCost({
        projectId,
        making: `${preview.previewId}/${randomBytes(8).toString('hex')}`,
        made: preview.made,
        bytes: preview.wav.byteLength,
        rates: this.#parts.config.rates,
      }),
    );
  }

  /** One more line of a session. `answered` is the preview that was heard: an earlier one may have been forgotten elsewhere meanwhile, and is then kept anew. */
  remember(
    { projectId, actor }: Viewer,
    sessionId: string,
    entry: Omit<PreviewEntry, 'at' | 'actor'>,
    answered?: KnownPreview,
  ): void {
    const {
      catalogue: { previews },
      config,
      starters,
    } = this.#parts;
    this.#lastSessions.note(projectId, entry.previewId, sessionId);
    const line = {
      sessionId,
      entry: { at: new Date().toISOString(), actor, ...entry },
      most: config.limits.previewSessionEntries,
    };
    // Starters belong to no project.
    if (!answered || starters.find(answered.previewId))
      return this.#keeping.add(
        `line of ${sessionId}`,
        async () => void (await previews.record(projectId, line)),
      );
    const { previewId, prompt, promptSha256, made, wav } = answered;
    this.#keeping.add(`line of ${sessionId}`, async () => {
      const { stored } = await previews.record(projectId, {
        ...line,
        preview: { previewId, prompt, promptSha256, made, bytes: wav.byteLength },
      });
      if (!stored)
        this.#keeping.add(`audio of ${previewId}`, () => this.#store(projectId, answered));
    });
  }

  /** Somebody has its address from now on. */
  named(projectId: string, previewId: string): void {
    this.#keeping.add(`address of ${previewId}`, () =>
      this.#parts.catalogue.previews.answered(projectId, previewId),
    );
  }

  /** The preview became a track: the track keeps its audio, and the session says so. */
  becameTrack(viewer: Viewer, previewId: string, trackId: string): void {
    const { projectId } = viewer;
    const { catalogue, assets, log } = this.#parts;
    const atHand = this.#atHand(projectId, previewId);
    const sessionId = this.#lastSessions.of(projectId, previewId);
    if (sessionId)
      this.remember(viewer, sessionId, {
        kind: 'made-track',
        previewId,
        prompt: null,
        variation: null,
        from: null,
        source: null,
        trackId,
      });
    this.#keeping.add(`preview ${previewId} of ${trackId}`, async () => {
      const made = (atHand ?? (await catalogue.previews.find(projectId, previewId)))?.made;
      if (!made)
        return log.warn(
          { previewId, trackId },
          'the preview of a track is gone: the track goes without its audio',
        );
      await catalogue.previews.whileBytesStay(projectId, made.sha256, async () => {
        if (atHand)
          await assets.put(projectId, {
            kind: 'preview',
            mediaType: PREVIEW_MEDIA_TYPE,
            bytes: atHand.wav,
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
          bytes: wavBytes(made),
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

  async session({ projectId }: Viewer, sessionId: string): Promise<PreviewSession> {
    await this.#keeping.settled(SETTLE_MS);
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

  #atHand(projectId: string, previewId: string): KnownPreview | undefined {
    return this.#shelf.find(projectId, previewId) ?? this.#parts.starters.find(previewId);
  }

  async #store(projectId: string, { previewId, made, wav }: KnownPreview): Promise<void> {
    const {
      catalogue: { previews },
      assets,
    } = this.#parts;
    await previews.whileBytesStay(projectId, made.sha256, async () => {
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
    const wanted = [];
    let bytes = 0;
    for (const record of await catalogue.previews.newest(REFILLED))
      if ((bytes += record.bytes) <= limits.previewShelfBytes) wanted.push(record);
    // The newest last: it is the last to go.
    for (const { projectId, ...record } of wanted.reverse()) {
      if (this.#end.signal.aborted) return;
      if (this.#shelf.find(projectId, record.previewId)) continue;
      const wav = await assets.get(projectId, record.made.sha256).catch(() => undefined);
      if (wav) this.#shelf.put({ projectId, ...record, wav });
    }
  }
}

const unknown = (previewId: string): ProblemException =>
  new ProblemException(
    'not-found',
    `there is no preview ${previewId} in this project, or nobody has used it for long`,
  );
