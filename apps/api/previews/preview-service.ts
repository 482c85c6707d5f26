import { randomBytes } from 'node:crypto';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import {
  canonicalSha256,
  deriveId,
  type Nearness,
  PREVIEW_MEDIA_TYPE,
  type PreviewEntry,
  type PreviewPrompt,
  type PreviewRequest,
  type PreviewSession,
  type PreviewSource,
  type PreviewView,
  type Variation,
  type VariationRequest,
  VARIATIONS,
} from '@fermata/contracts';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { Viewer } from '../auth/viewer.ts';
import type { ApiConfig } from '../config.ts';
import { BudgetGate } from '../costs/budget-gate.ts';
import { ASSETS, CATALOGUE, CONFIG, LOG, METRICS } from '../doors/tokens.ts';
import type { Metrics } from '../operations/metrics.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { withinTime } from '../within-time.ts';
import { audioQuery } from './audio-link.ts';
import { wantedOf } from './nearness.ts';
import { openPreviewDoor, PreviewAway, type PreviewDoor, PreviewRefused } from './preview-door.ts';
import { type KnownPreview, PreviewMemory } from './preview-memory.ts';
import { promptOf, varied } from './prompts.ts';
import { StarterPreviews } from './starter-previews.ts';
import { wavBytes } from './wav-bytes.ts';

/** Of a deadline, what stays for the way back: the audio comes over from the preview service and the answer goes out. */
const WAY_BACK = { milliseconds: 12, share: 0.03 } as const;
/** What two people of a project make of one prompt is one preview. */
const EXACT: Nearness = { value: 1, differs: [] };

/** Of one request: `elapsed`, milliseconds since it arrived; `gone`, aborted when whoever asked hears no answer any more. */
export interface Asking {
  readonly elapsed: () => number;
  readonly gone: AbortSignal;
}
/** How a request is to be answered. */
export interface AnswerTerms extends Asking {
  readonly deadlineMs: number;
  readonly fallback: boolean;
  readonly sessionId: string | undefined;
}
export interface AnsweredPreview {
  readonly view: PreviewView;
  readonly wav: Uint8Array;
  readonly retryAfterSeconds: number | null;
}

/** Answers every request for a preview inside its deadline: fresh from the preview service, from memory, or with the nearest earlier one. */
@Injectable()
export class PreviewService implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #config: ApiConfig;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #budget: BudgetGate;
  readonly #door: PreviewDoor;
  readonly #starters: StarterPreviews;
  readonly #memory: PreviewMemory;
  #underWay = 0;
  #starting: Promise<void> | undefined;

  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(ASSETS) assets: AssetStore,
    @Inject(CONFIG) config: ApiConfig,
    @Inject(LOG) log: Logger,
    @Inject(METRICS) metrics: Metrics,
    @Inject(BudgetGate) budget: BudgetGate,
  ) {
    this.#config = config;
    this.#log = log;
    this.#metrics = metrics;
    this.#budget = budget;
    this.#door = openPreviewDoor({ url: config.previewUrl, secret: config.previewSecret });
    this.#starters = new StarterPreviews({ door: this.#door, catalogue, assets, log });
    this.#memory = new PreviewMemory({
      catalogue,
      assets,
      config,
      log,
      metrics,
      starters: this.#starters,
    });
  }

  /** Nobody waits for it: an API without a preview service is an API all the same. */
  onApplicationBootstrap(): void {
    this.#starting = this.#starters.bring();
    this.#memory.open();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#starters.close();
    await this.#memory.close();
    await this.#starting;
    this.#door.close();
  }

  create(viewer: Viewer, request: PreviewRequest, asking: Asking): Promise<AnsweredPreview> {
    const prompt = promptOf(request);
    return this.#answer(
      viewer,
      prompt,
      { ...request, sessionId: request.sessionId, ...asking },
      { kind: 'asked', prompt, variation: null, from: null },
    );
  }

  async vary(
    viewer: Viewer,
    previewId: string,
    request: VariationRequest,
    asking: Asking,
  ): Promise<AnsweredPreview> {
    const from = await this.#within(request.deadlineMs, asking.elapsed, () =>
      this.known(viewer, previewId),
    );
    const variation: Variation = Object.fromEntries(
      VARIATIONS.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])),
    );
    const prompt = varied(from.prompt, variation);
    return this.#answer(
      viewer,
      prompt,
      {
        ...request,
        sessionId: request.sessionId ?? this.#memory.lastSessionOf(viewer.projectId, previewId),
        ...asking,
      },
      { kind: 'varied', prompt, variation, from: previewId },
    );
  }

  /** As it was made; its address is good from now on. */
  async find(viewer: Viewer, previewId: string): Promise<PreviewView> {
    const { projectId } = viewer;
    const preview = await this.known(viewer, previewId);
    this.#memory.named(projectId, previewId);
    return this.#view(projectId, preview, {
      source: 'cached',
      why: 'this is the preview that was asked for by its id',
      nearness: EXACT,
      deadlineMs: null,
      sessionId: this.#memory.lastSessionOf(projectId, previewId) ?? newSession(),
      total: 0,
    });
  }

  audio(projectId: string, previewId: string): Promise<{ wav: Uint8Array; sha256: string }> {
    return this.#memory.audio(projectId, previewId);
  }

  async keep(
    viewer: Viewer,
    previewId: string,
    asked: string | undefined,
  ): Promise<PreviewSession> {
    await this.known(viewer, previewId);
    const sessionId =
      asked ?? this.#memory.lastSessionOf(viewer.projectId, previewId) ?? newSession();
    this.#memory.remember(viewer, sessionId, {
      kind: 'kept',
      previewId,
      prompt: null,
      variation: null,
      from: null,
      source: null,
      trackId: null,
    });
    return this.session(viewer, sessionId);
  }

  /** The preview became a track: the track keeps its audio, and the session says so. */
  becameTrack(viewer: Viewer, previewId: string, trackId: string): void {
    this.#memory.becameTrack(viewer, previewId, trackId);
  }

  session(viewer: Viewer, sessionId: string): Promise<PreviewSession> {
    return this.#memory.session(viewer, sessionId);
  }

  /** Throws the 404. */
  known({ projectId }: Viewer, previewId: string): Promise<Omit<KnownPreview, 'wav'>> {
    return this.#memory.known(projectId, previewId);
  }

  async #answer(
    viewer: Viewer,
    prompt: PreviewPrompt,
    terms: AnswerTerms,
    asked: Pick<PreviewEntry, 'kind' | 'prompt' | 'variation' | 'from'>,
  ): Promise<AnsweredPreview> {
    const { projectId } = viewer;
    const sessionId = terms.sessionId ?? newSession();
    const promptSha256 = canonicalSha256(prompt);
    const tell = (
      preview: KnownPreview,
      source: PreviewSource,
      why: string,
      nearness: Nearness,
      retryAfterSeconds: number | null = null,
    ): AnsweredPreview => {
      this.#metrics.previews.inc({ source });
      this.#memory.remember(
        viewer,
        sessionId,
        { ...asked, previewId: preview.previewId, source, trackId: null },
        preview,
      );
      return {
        view: this.#view(projectId, preview, {
          source,
          why,
          nearness,
          deadlineMs: terms.deadlineMs,
          sessionId,
          total: terms.elapsed(),
        }),
        wav: preview.wav,
        retryAfterSeconds,
      };
    };
    const same = this.#memory.same(projectId, promptSha256);
    if (same) return tell(same, 'cached', 'the same was asked for before', EXACT);
    // What is at hand costs nothing; what must be made is new work.
    await this.#budget.passInHaste(viewer, 'preview');
    try {
      const { made, wav } = await this.#make(prompt, terms);
      this.#starters.heard(made.engineSha256);
      const preview = {
        previewId: deriveId('prv', projectId, made.engineSha256, promptSha256),
        prompt,
        promptSha256,
        made,
        wav,
      };
      this.#memory.made(projectId, preview);
      return tell(preview, 'fresh', 'made for this request', EXACT);
    } catch (error) {
      // Nobody hears it: no line of a session, no other preview in its place.
      if (terms.gone.aborted)
        throw new ProblemException('unavailable', 'whoever asked is gone', {
          retryAfterSeconds: 1,
          cause: error,
        });
      const { why, refusal } = whyNot(error);
      if (refusal?.reason === 'invalid')
        throw new ProblemException('invalid-request', refusal.detail);
      if (!refusal) this.#log.warn({ err: error }, 'no fresh preview');
      const retryAfterSeconds = Math.max(1, Math.ceil((refusal?.retryAfterMs ?? 1000) / 1000));
      const wanted = { ...wantedOf(prompt), ...(refusal?.intent ?? {}), text: prompt.text };
      const near = terms.fallback ? this.#memory.nearest(projectId, wanted) : undefined;
      if (near)
        return tell(
          near.preview,
          'fallback',
          `${why}; this is the nearest ${this.#starters.find(near.preview.previewId) ? 'starter, as no preview of the project at hand comes near' : 'earlier preview of the project'}`,
          near.nearness,
          retryAfterSeconds,
        );
      this.#metrics.previews.inc({ source: 'none' });
      throw new ProblemException(
        'unavailable',
        `${why}${terms.fallback ? ', and there is no earlier preview' : ''}; send ${refusal?.reason === 'deadline' ? 'it with a longer deadlineMs' : 'the same request again'}`,
        { retryAfterSeconds, cause: error },
      );
    }
  }

  async #make(
    prompt: PreviewPrompt,
    { deadlineMs, elapsed, gone }: AnswerTerms,
  ): Promise<Pick<KnownPreview, 'made' | 'wav'>> {
    const left =
      deadlineMs - elapsed() - Math.max(WAY_BACK.milliseconds, WAY_BACK.share * deadlineMs);
    if (left <= 0)
      throw new PreviewRefused({
        reason: 'deadline',
        detail: 'nothing is left of the deadline',
        retryAfterMs: 0,
      });
    if (this.#underWay >= this.#config.limits.previewsAtOnce)
      throw new PreviewRefused({
        reason: 'overloaded',
        detail: `${this.#underWay} previews are under way`,
        retryAfterMs: 1000,
      });
    this.#underWay += 1;
    try {
      return await this.#door.make(
        { prompt, deadlineMs: left },
        AbortSignal.any([AbortSignal.timeout(Math.ceil(left)), gone]),
      );
    } finally {
      this.#underWay -= 1;
    }
  }

  /** What must be read before anything can be answered, but not beyond the deadline. */
  async #within<T>(deadlineMs: number, elapsed: () => number, read: () => Promise<T>): Promise<T> {
    const found = await withinTime(
      Math.max(0, deadlineMs - elapsed() - WAY_BACK.milliseconds),
      read(),
    );
    if (found === 'late')
      throw new ProblemException(
        'unavailable',
        'the preview that is to be varied cannot be looked up in time; send the same request again',
        { retryAfterSeconds: 1 },
      );
    return found;
  }

  #view(
    projectId: string,
    { previewId, prompt, made }: Omit<KnownPreview, 'wav'>,
    told: {
      source: PreviewSource;
      why: string;
      nearness: Nearness;
      deadlineMs: number | null;
      sessionId: string;
      total: number;
    },
  ): PreviewView {
    const { source, why, nearness, deadlineMs, sessionId } = told;
    const until = Math.floor(Date.now() / 1000 + this.#config.limits.previewLinkSeconds);
    const { style, mood, tempoBpm, key, energy, notes } = made.intent;
    const fresh = source === 'fresh';
    return {
      previewId,
      sessionId,
      source,
      why,
      nearness,
      deadlineMs,
      url: `${this.#config.publicUrl ?? ''}/v1/previews/${previewId}/audio?${audioQuery(this.#config.tokenSecret, projectId, previewId, until)}`,
      expiresAt: new Date(until * 1000).toISOString(),
      mediaType: PREVIEW_MEDIA_TYPE,
      bytes: wavBytes(made),
      sha256: made.sha256,
      durationSeconds: made.durationSeconds,
      sampleRate: made.sampleRate,
      style,
      mood,
      tempoBpm,
      key,
      energy,
      seed: prompt.seed,
      takes: prompt.takes,
      recipeId: made.recipeId,
      notes,
      parts: fresh
        ? made.parts
        : made.parts.map(({ part }) => ({ part, made: 'cached', milliseconds: 0 })),
      timings: {
        ...(fresh ? made.timings : { waited: 0, composed: 0, rendered: 0, mixed: 0 }),
        total: Math.round(told.total * 10) / 10,
      },
    };
  }
}

const newSession = (): string => `pvs_${randomBytes(12).toString('hex')}`;

function whyNot(error: unknown): { why: string; refusal?: PreviewRefused['refusal'] } {
  if (!(error instanceof PreviewRefused))
    return {
      why:
        error instanceof PreviewAway
          ? error.message
          : 'the preview service answered what is not understood here',
    };
  const { refusal } = error;
  const words = {
    overloaded: 'too much is asked for just now',
    deadline: 'it cannot be made within the deadline',
    failed: 'the sound engine failed',
    invalid: refusal.detail,
  };
  return { why: words[refusal.reason], refusal };
}
