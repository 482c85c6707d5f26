import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import {
  PREVIEW_MEDIA_TYPE,
  type PreviewEntry,
  type PreviewSession,
} from '@fermata/contracts/http';
import { type PreviewWithAudio, wavByteLength } from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { ASSETS, CATALOGUE, CONFIG, LOG } from '../infrastructure/injection-tokens.ts';
import { DefaultPreviews } from './default-previews.ts';
import { PreviewMemory } from './preview-memory.ts';
import { WriteBehindQueue } from './write-behind-queue.ts';

const FLUSH_TIMEOUT_MS = 2_000;
const MAX_LAST_SESSIONS = 5_000;

export const newSessionId = (): string => `pvs_${randomBytes(12).toString('hex')}`;

/** Records the use of previews by session, after the responses. */
@Injectable()
export class PreviewSessions {
  /** The session in which a preview was last used; its next use joins that session. */
  readonly #lastSessions = new LRUCache<string, string>({ max: MAX_LAST_SESSIONS });

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Catalogue,
    @Inject(ASSETS) private readonly assets: AssetStore,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(LOG) private readonly log: Logger,
    @Inject(PreviewMemory) private readonly memory: PreviewMemory,
    @Inject(DefaultPreviews) private readonly defaults: DefaultPreviews,
    @Inject(WriteBehindQueue) private readonly writes: WriteBehindQueue,
  ) {}

  lastSessionOf(projectId: string, previewId: string): string | undefined {
    return this.#lastSessions.get(`${projectId} ${previewId}`);
  }

  /** Includes writes of the project that are still queued. Throws the 404. */
  async find({ projectId }: Principal, sessionId: string): Promise<PreviewSession> {
    await this.writes.drain(projectId, FLUSH_TIMEOUT_MS);
    const session = await this.catalogue.previews.session(projectId, sessionId);
    if (!session)
      throw new ProblemException(
        'not-found',
        `there is no preview session ${sessionId} in this project; unused sessions expire`,
      );
    const { previewSessionSeconds, previewSessionEntries } = this.config.limits;
    const expiresAt = Date.parse(session.lastUsedAt) + previewSessionSeconds * 1000;
    return {
      ...session,
      maxEntries: previewSessionEntries,
      expiresAt: new Date(expiresAt).toISOString(),
    };
  }

  /** `answered`: the preview of the response. It is saved again in case it has expired. */
  record(
    { projectId, actor }: Principal,
    sessionId: string,
    entry: Omit<PreviewEntry, 'at' | 'actor'>,
    answered?: PreviewWithAudio,
  ): void {
    const { previews } = this.catalogue;
    this.#lastSessions.set(`${projectId} ${entry.previewId}`, sessionId);
    const line = {
      sessionId,
      entry: { at: new Date().toISOString(), actor, ...entry },
      maxEntries: this.config.limits.previewSessionEntries,
    };
    // Default previews belong to no project.
    const own = answered && !this.defaults.find(answered.previewId) ? answered : undefined;
    this.writes.add(projectId, `entry of ${sessionId}`, async () => {
      if (!own) return void (await previews.record(projectId, line));
      const { wav, ...preview } = own;
      const { stored } = await previews.record(projectId, {
        ...line,
        preview: { ...preview, bytes: wav.byteLength },
      });
      if (!stored)
        this.writes.add(projectId, `audio of ${own.previewId}`, () => this.#store(projectId, own));
    });
  }

  /** Records an entry without a prompt of its own. */
  recordUse(
    principal: Principal,
    sessionId: string,
    use: Pick<PreviewEntry, 'kind' | 'previewId'> & { readonly trackId?: string },
  ): void {
    const { kind, previewId, trackId = null } = use;
    const noPrompt = { prompt: null, variation: null, from: null, source: null };
    this.record(principal, sessionId, { kind, previewId, trackId, ...noPrompt });
  }

  /** Restarts the time until the preview expires, as its address was just answered. */
  markAnswered(projectId: string, previewId: string): void {
    this.writes.add(projectId, `address of ${previewId}`, () =>
      this.catalogue.previews.markAnswered(projectId, previewId),
    );
  }

  /** A track was created from the preview: the track gets its audio, and the session an entry. */
  linkTrack(principal: Principal, previewId: string, trackId: string): void {
    const { projectId } = principal;
    const sessionId = this.lastSessionOf(projectId, previewId);
    if (sessionId)
      this.recordUse(principal, sessionId, { kind: 'track-created', previewId, trackId });
    // Read now: it may be evicted before the write runs.
    const cached = this.memory.findCached(projectId, previewId);
    this.writes.add(projectId, `preview ${previewId} of ${trackId}`, async () => {
      const preview = cached ?? (await this.catalogue.previews.find(projectId, previewId));
      if (!preview)
        return this.log.warn(
          { previewId, trackId },
          'preview has expired; its track gets no preview audio',
        );
      const { made } = preview;
      await this.catalogue.previews.withAssetLock(projectId, made.sha256, async () => {
        if (cached) await this.#putAudio(projectId, cached);
        else if (!(await this.assets.has(projectId, made.sha256)))
          return this.log.warn(
            { previewId, trackId },
            'audio of the preview is missing; its track gets no preview audio',
          );
        await this.catalogue.assets.register(projectId, {
          ref: {
            sha256: made.sha256,
            kind: 'preview',
            mediaType: PREVIEW_MEDIA_TYPE,
            bytes: wavByteLength(made),
          },
          trackId,
          version: 1,
          recipeId: made.recipeId,
          parents: [],
          checks: {},
        });
      });
    });
  }

  async #store(projectId: string, preview: PreviewWithAudio): Promise<void> {
    const { previews } = this.catalogue;
    await previews.withAssetLock(projectId, preview.made.sha256, async () => {
      // If the preview has expired, nothing would ever delete these bytes.
      if (!(await previews.find(projectId, preview.previewId))) return;
      await this.#putAudio(projectId, preview);
      await previews.markStored(projectId, preview.previewId);
    });
  }

  async #putAudio(projectId: string, { wav }: PreviewWithAudio): Promise<void> {
    await this.assets.put(projectId, {
      kind: 'preview',
      mediaType: PREVIEW_MEDIA_TYPE,
      bytes: wav,
    });
  }
}
