import { randomBytes } from 'node:crypto';
import {
  canonicalSha256, deriveId, PREVIEW_MEDIA_TYPE, type Nearness, type PreviewEntry, type PreviewPrompt, type PreviewRequest, type PreviewSession, type PreviewSource, type PreviewView, type Variation, type VariationRequest, VARIATIONS,
} from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Viewer } from '../auth/viewer.ts';
import type { ApiConfig } from '../config.ts';
import { BudgetGate } from '../costs/budget-gate.ts';
import { ASSETS, CATALOGUE, CONFIG, LOG, METRICS } from '../doors/tokens.ts';
import type { Metrics } from '../operations/metrics.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { audioQuery } from './audio-link.ts';
import { expirePreviews } from './expire-previews.ts';
import { KeepQueue } from './keep-queue.ts';
import { LastSessions } from './last-sessions.ts';
import { wantedOf } from './nearness.ts';
import { openPreviewDoor, PreviewRefused, type PreviewDoor } from './preview-door.ts';
import { PreviewShelf, type ShelvedPreview } from './preview-shelf.ts';
import { previewCost } from './preview-cost.ts';
import { promptOf, varied } from './prompts.ts';
import { StarterPreviews } from './starter-previews.ts';

/** Of a deadline, what stays for the way back: the audio comes over from the preview service and the answer goes out. */
const WAY_BACK = { milliseconds: 12, share: 0.03 } as const;
const SETTLE_MS = 2_000;
const CLOSE_MS = 5_000;
/** What two people of a project make of one prompt is one preview. */
const EXACT: Nearness = { value: 1, differs: [] };

type Known = Omit<ShelvedPreview, 'projectId'>;
/** How a request is to be answered. `elapsed`: milliseconds since it arrived. */
export interface AnswerTerms { readonly deadlineMs: number; readonly fallback: boolean; readonly sessionId: string | undefined; readonly elapsed: () => number }
export interface AnsweredPreview { readonly view: PreviewView; readonly wav: Uint8Array; readonly retryAfterSeconds: number | null }

/** Answers every request for a preview inside its deadline: fresh from the preview service, from memory, or with the nearest earlier one. */
@Injectable()
export class PreviewService implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #catalogue: Catalogue;
  readonly #assets: AssetStore;
  readonly #config: ApiConfig;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #budget: BudgetGate;
  readonly #door: PreviewDoor;
  readonly #shelf: PreviewShelf;
  readonly #starters: StarterPreviews;
  readonly #keeping: KeepQueue;
  readonly #lastSessions = new LastSessions();
  readonly #end = new AbortController();
  #underWay = 0;
  #background: Promise<unknown>[] = [];

  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(ASSETS) assets: AssetStore, @Inject(CONFIG) config: ApiConfig, @Inject(LOG) log: Logger, @Inject(METRICS) metrics: Metrics, @Inject(BudgetGate) budget: BudgetGate) {
    this.#catalogue = catalogue;
    this.#assets = assets;
    this.#config = config;
    this.#log = log;
    this.#metrics = metrics;
    this.#budget = budget;
    this.#door = openPreviewDoor({ url: config.previewUrl, secret: config.previewSecret });
    this.#shelf = new PreviewShelf(config.limits.previewShelfBytes);
    this.#starters = new StarterPreviews({ door: this.#door, catalogue, assets, log });
    this.#keeping = new KeepQueue(config.limits.previewsToKeep, log, () => metrics.previewsUnkept.inc());
  }

  /** Nobody waits for it: an API without a preview service is an API all the same. */
  onApplicationBootstrap(): void {
    this.#background = [
      this.#starters.bring(), this.#refill().catch((error: unknown) => this.#log.warn({ err: error }, 'earlier previews cannot be brought back')),
      expirePreviews({ catalogue: this.#catalogue, assets: this.#assets, limits: this.#config.limits, log: this.#log, signal: this.#end.signal, onGone: ({ projectId, sha256 }) => this.#shelf.remove(projectId, sha256) }),
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    this.#end.abort();
    this.#starters.close();
    await this.#keeping.settled(CLOSE_MS);
    await Promise.all(this.#background);
    this.#door.close();
  }

  create(viewer: Viewer, request: PreviewRequest, elapsed: () => number): Promise<AnsweredPreview> {
    const prompt = promptOf(request);
    return this.#answer(viewer, prompt, { ...request, sessionId: request.sessionId, elapsed }, { kind: 'asked', prompt, variation: null, from: null });
  }

  async vary(viewer: Viewer, previewId: string, request: VariationRequest, elapsed: () => number): Promise<AnsweredPreview> {
    const from = await this.#within(request.deadlineMs, elapsed, () => this.known(viewer, previewId));
    const variation: Variation = Object.fromEntries(VARIATIONS.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])));
    const prompt = varied(from.prompt, variation);
    return this.#answer(viewer, prompt, { ...request, sessionId: request.sessionId ?? this.#lastSessions.of(viewer.projectId, previewId), elapsed }, { kind: 'varied', prompt, variation, from: previewId });
  }

  /** As it was made; its address is good from now on. */
  async find(viewer: Viewer, previewId: string): Promise<PreviewView> {
    const preview = await this.known(viewer, previewId);
    return this.#view(viewer.projectId, preview, { source: 'cached', why: 'this is the preview that was asked for by its id', nearness: EXACT, sessionId: this.#lastSessions.of(viewer.projectId, previewId) ?? newSession(), total: 0 });
  }

  async audio(projectId: string, previewId: string): Promise<Uint8Array> {
    const shelved = this.#shelf.find(projectId, previewId) ?? this.#starters.find(previewId);
    if (shelved) return shelved.wav;
    const record = await this.#catalogue.previews.find(projectId, previewId);
    if (!record) throw unknown(previewId);
    return this.#assets.get(projectId, record.made.sha256);
  }

  async keep(viewer: Viewer, previewId: string, asked: string | undefined): Promise<PreviewSession> {
    await this.known(viewer, previewId);
    const sessionId = asked ?? this.#lastSessions.of(viewer.projectId, previewId) ?? newSession();
    this.#remember(viewer, sessionId, { kind: 'kept', previewId, prompt: null, variation: null, from: null, source: null, trackId: null });
    return this.session(viewer, sessionId);
  }

  /** The preview became a track: the track keeps its audio, and the session says so. */
  becameTrack(viewer: Viewer, previewId: string, trackId: string): void {
    const { projectId } = viewer;
    const known = this.#shelf.find(projectId, previewId);
    const sessionId = this.#lastSessions.of(projectId, previewId);
    if (sessionId) this.#remember(viewer, sessionId, { kind: 'made-track', previewId, prompt: null, variation: null, from: null, source: null, trackId });
    this.#keeping.add(`preview ${previewId} of ${trackId}`, async () => {
      const made = (known ?? (await this.#catalogue.previews.find(projectId, previewId)))?.made;
      const wav = known?.wav ?? this.#starters.find(previewId)?.wav;
      const starter = this.#starters.find(previewId)?.made;
      const facts = made ?? starter;
      if (!facts) return;
      if (wav) await this.#assets.put(projectId, { kind: 'preview', mediaType: PREVIEW_MEDIA_TYPE, bytes: wav });
      const ref = { sha256: facts.sha256, kind: 'preview' as const, mediaType: PREVIEW_MEDIA_TYPE, bytes: wav?.byteLength ?? wavBytes(facts) };
      await this.#catalogue.assets.register(projectId, { ref, trackId, version: 1, recipeId: facts.recipeId, parents: [], checks: {} });
      // They may have been taken away as an expired preview's, just before a track needed them.
      if (wav && !(await this.#assets.has(projectId, facts.sha256))) await this.#assets.put(projectId, { kind: 'preview', mediaType: PREVIEW_MEDIA_TYPE, bytes: wav });
    });
  }

  async session({ projectId }: Viewer, sessionId: string): Promise<PreviewSession> {
    await this.#keeping.settled(SETTLE_MS);
    const session = await this.#catalogue.previews.session(projectId, sessionId);
    if (!session) throw new ProblemException('not-found', `there is no preview session ${sessionId} in this project, or nobody has used it for long`);
    const { previewSessionSeconds, previewSessionEntries } = this.#config.limits;
    return { ...session, most: previewSessionEntries, expiresAt: new Date(Date.parse(session.lastUsedAt) + previewSessionSeconds * 1000).toISOString() };
  }

  /** From memory, else from the catalogue. Throws the 404. */
  async known({ projectId }: Viewer, previewId: string): Promise<Omit<Known, 'wav'>> {
    const shelved = this.#shelf.find(projectId, previewId) ?? this.#starters.find(previewId);
    if (shelved) return shelved;
    const record = await this.#catalogue.previews.find(projectId, previewId);
    if (!record) throw unknown(previewId);
    return record;
  }

  async #answer(viewer: Viewer, prompt: PreviewPrompt, terms: AnswerTerms, asked: Pick<PreviewEntry, 'kind' | 'prompt' | 'variation' | 'from'>): Promise<AnsweredPreview> {
    const { projectId } = viewer;
    const sessionId = terms.sessionId ?? newSession();
    const promptSha256 = canonicalSha256(prompt);
    const tell = (preview: Known, source: PreviewSource, why: string, nearness: Nearness, retryAfterSeconds: number | null = null): AnsweredPreview => {
      this.#metrics.previews.inc({ source });
      this.#remember(viewer, sessionId, { ...asked, previewId: preview.previewId, source, trackId: null }, source === 'fresh' ? preview : undefined);
      return { view: this.#view(projectId, preview, { source, why, nearness, sessionId, total: terms.elapsed() }), wav: preview.wav, retryAfterSeconds };
    };
    const same = this.#shelf.findByPrompt(projectId, promptSha256, this.#starters.engineSha256);
    if (same) return tell(same, 'cached', 'the same was asked for before', EXACT);
    // What is at hand costs nothing; what must be made is new work.
    await this.#budget.passInHaste(viewer, 'preview');
    try {
      const { made, wav } = await this.#make(prompt, terms);
      this.#starters.heard(made.engineSha256);
      const preview = { previewId: deriveId('prv', projectId, made.engineSha256, promptSha256), prompt, promptSha256, made, wav };
      this.#shelf.put({ projectId, ...preview });
      return tell(preview, 'fresh', 'made for this request', EXACT);
    } catch (error) {
      const { why, refusal } = whyNot(error);
      if (refusal?.reason === 'invalid') throw new ProblemException('invalid-request', refusal.detail);
      if (!refusal) this.#log.warn({ err: error }, 'no fresh preview');
      const retryAfterSeconds = Math.max(1, Math.ceil((refusal?.retryAfterMs ?? 1000) / 1000));
      const wanted = { ...wantedOf(prompt), ...(refusal?.intent ?? {}), text: prompt.text };
      const near = terms.fallback ? (this.#shelf.nearest(projectId, wanted) ?? this.#starters.nearest(wanted)) : undefined;
      if (near) return tell(near.preview, 'fallback', `${why}; this is the nearest ${this.#starters.find(near.preview.previewId) ? 'starter, as the project has no preview at hand' : 'earlier preview of the project'}`, near.nearness, retryAfterSeconds);
      this.#metrics.previews.inc({ source: 'none' });
      throw new ProblemException('unavailable', `${why}${terms.fallback ? ', and there is no earlier preview' : ''}; send the same request again`, { retryAfterSeconds, cause: error });
    }
  }

  async #make(prompt: PreviewPrompt, { deadlineMs, elapsed }: AnswerTerms): Promise<Pick<ShelvedPreview, 'made' | 'wav'>> {
    const left = deadlineMs - elapsed() - Math.max(WAY_BACK.milliseconds, WAY_BACK.share * deadlineMs);
    if (left <= 0) throw new PreviewRefused({ reason: 'deadline', detail: 'nothing is left of the deadline', retryAfterMs: 0 });
    if (this.#underWay >= this.#config.limits.previewsAtOnce) throw new PreviewRefused({ reason: 'overloaded', detail: `${this.#underWay} previews are under way`, retryAfterMs: 1000 });
    this.#underWay += 1;
    try {
      return await this.#door.make({ prompt, deadlineMs: left }, AbortSignal.timeout(Math.ceil(left)));
    } finally {
      this.#underWay -= 1;
    }
  }

  /** What must be read before anything can be answered, but not beyond the deadline. */
  async #within<T>(deadlineMs: number, elapsed: () => number, read: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ProblemException('unavailable', 'the preview that is to be varied cannot be looked up in time; send the same request again', { retryAfterSeconds: 1 })), Math.max(0, deadlineMs - elapsed() - WAY_BACK.milliseconds));
    });
    return Promise.race([read(), late]).finally(() => clearTimeout(timer));
  }

  #remember(viewer: Viewer, sessionId: string, entry: Omit<PreviewEntry, 'at' | 'actor'>, made?: Known): void {
    const { projectId, actor } = viewer;
    this.#lastSessions.note(projectId, entry.previewId, sessionId);
    const preview = made && { previewId: made.previewId, prompt: made.prompt, promptSha256: made.promptSha256, made: made.made, bytes: made.wav.byteLength };
    const line = { sessionId, entry: { at: new Date().toISOString(), actor, ...entry }, most: this.#config.limits.previewSessionEntries, ...(preview ? { preview } : {}) };
    this.#keeping.add(`line of ${sessionId}`, () => this.#catalogue.previews.record(projectId, line));
    if (!made) return;
    const cost = previewCost({ projectId, making: `${made.previewId}/${randomBytes(8).toString('hex')}`, made: made.made, bytes: made.wav.byteLength, rates: this.#config.rates });
    this.#keeping.add(`cost of ${made.previewId}`, () => this.#catalogue.costs.record(cost));
    this.#keeping.add(`audio of ${made.previewId}`, async () => {
      await this.#assets.put(projectId, { kind: 'preview', mediaType: PREVIEW_MEDIA_TYPE, bytes: made.wav });
      await this.#catalogue.previews.markStored(projectId, made.previewId);
    });
  }

  /** Earlier previews, the newest first, until the shelf is full. */
  async #refill(): Promise<void> {
    const room = this.#config.limits.previewShelfBytes;
    const wanted = [];
    let bytes = 0;
    for (const record of await this.#catalogue.previews.newest(500)) if ((bytes += record.bytes) <= room) wanted.push(record);
    // The newest last: it is the last to go.
    for (const { projectId, ...record } of wanted.reverse()) {
      if (this.#end.signal.aborted) return;
      if (this.#shelf.find(projectId, record.previewId)) continue;
      const wav = await this.#assets.get(projectId, record.made.sha256).catch(() => undefined);
      if (wav) this.#shelf.put({ projectId, ...record, wav });
    }
  }

  #view(projectId: string, { previewId, prompt, made }: Omit<Known, 'wav'>, told: { source: PreviewSource; why: string; nearness: Nearness; sessionId: string; total: number }): PreviewView {
    const { source, why, nearness, sessionId } = told;
    const until = Math.floor(Date.now() / 1000) + this.#config.limits.previewLinkSeconds;
    const { style, mood, tempoBpm, key, energy, notes } = made.intent;
    const fresh = source === 'fresh';
    return {
      previewId, sessionId, source, why, nearness, url: `${this.#config.publicUrl ?? ''}/v1/previews/${previewId}/audio?${audioQuery(this.#config.tokenSecret, projectId, previewId, until)}`, expiresAt: new Date(until * 1000).toISOString(),
      mediaType: PREVIEW_MEDIA_TYPE, bytes: wavBytes(made), sha256: made.sha256, durationSeconds: made.durationSeconds, sampleRate: made.sampleRate,
      style, mood, tempoBpm, key, energy, seed: prompt.seed, takes: prompt.takes, recipeId: made.recipeId, notes,
      parts: fresh ? made.parts : made.parts.map(({ part }) => ({ part, made: 'cached', milliseconds: 0 })),
      timings: { ...(fresh ? made.timings : { waited: 0, composed: 0, rendered: 0, mixed: 0 }), total: Math.round(told.total * 10) / 10 },
    };
  }
}

const newSession = (): string => `pvs_${randomBytes(12).toString('hex')}`;
const unknown = (previewId: string): ProblemException => new ProblemException('not-found', `there is no preview ${previewId} in this project, or nobody has used it for long`);
/** 16-bit stereo behind 44 bytes of header. */
const wavBytes = ({ durationSeconds, sampleRate }: Pick<PreviewView, 'durationSeconds' | 'sampleRate'>): number => 44 + 4 * Math.round(durationSeconds * sampleRate);

function whyNot(error: unknown): { why: string; refusal?: PreviewRefused['refusal'] } {
  if (!(error instanceof PreviewRefused)) return { why: 'the preview service did not answer in time' };
  const { refusal } = error;
  const words = { overloaded: 'too much is asked for just now', deadline: 'it cannot be made within the deadline', failed: 'the sound engine failed', invalid: refusal.detail };
  return { why: words[refusal.reason], refusal };
}
