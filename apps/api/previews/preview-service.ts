import { randomBytes } from 'node:crypto';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Logger } from 'pino';
import {
  PREVIEW_MEDIA_TYPE,
  type PreviewEntry,
  type PreviewRequest,
  type PreviewSession,
  type PreviewSource,
  type PreviewView,
  type VariationRequest,
} from '@fermata/contracts/http';
import {
  canonicalSha256,
  deriveId,
  type Nearness,
  type PreviewPrompt,
  type Variation,
  VARIATIONS,
} from '@fermata/contracts/values';
import { traitsFromPrompt } from '@fermata/domain/preview';
import { promptFromRequest, varyPrompt } from '@fermata/domain/preview';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import type { ApiConfig } from '../config.ts';
import { BudgetGuard } from '../costs/budget-guard.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { createSignedLinkQuery } from '../http/signed-link.ts';
import { withTimeout } from '../http/with-timeout.ts';
import { ASSETS, CATALOGUE, CONFIG, LOG, METRICS } from '../infrastructure/injection-tokens.ts';
import { DefaultPreviews } from './default-previews.ts';
import {
  openPreviewClient,
  type PreviewClient,
  PreviewRefusedError,
  PreviewServiceUnavailableError,
} from './preview-client.ts';
import { PreviewMemory, type PreviewWithAudio } from './preview-memory.ts';
import { wavByteLength } from './wav-bytes.ts';

/** Of a deadline, what stays for the way back: the audio comes over from the preview service and the answer goes out. */
const RESPONSE_MARGIN = { milliseconds: 12, share: 0.03 } as const;
/** What two people of a project make of one prompt is one preview. */
const EXACT_MATCH: Nearness = { value: 1, differs: [] };

/** Of one request: `elapsed`, milliseconds since it arrived; `gone`, aborted when whoever asked hears no answer any more. */
export interface RequestTiming {
  readonly elapsed: () => number;
  readonly clientGone: AbortSignal;
}
/** How a request is to be answered. */
export interface PreviewOptions extends RequestTiming {
  readonly deadlineMs: number;
  readonly fallback: boolean;
  readonly sessionId: string | undefined;
}
export interface PreviewResult {
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
  readonly #budget: BudgetGuard;
  readonly #client: PreviewClient;
  readonly #defaults: DefaultPreviews;
  readonly #memory: PreviewMemory;
  #underWay = 0;
  #loading: Promise<void> | undefined;

  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(ASSETS) assets: AssetStore,
    @Inject(CONFIG) config: ApiConfig,
    @Inject(LOG) log: Logger,
    @Inject(METRICS) metrics: Metrics,
    @Inject(BudgetGuard) budget: BudgetGuard,
  ) {
    this.#config = config;
    this.#log = log;
    this.#metrics = metrics;
    this.#budget = budget;
    this.#client = openPreviewClient({ url: config.previewUrl, secret: config.previewSecret });
    this.#defaults = new DefaultPreviews({ door: this.#client, catalogue, assets, log });
    this.#memory = new PreviewMemory({
      catalogue,
      assets,
      config,
      log,
      metrics,
      defaults: this.#defaults,
    });
  }

  /** Nobody waits for it: an API without a preview service is an API all the same. */
  onApplicationBootstrap(): void {
    this.#loading = this.#defaults.load();
    this.#memory.open();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#defaults.close();
    await this.#memory.close();
    await this.#loading;
    this.#client.close();
  }

  create(
    principal: Principal,
    request: PreviewRequest,
    timing: RequestTiming,
  ): Promise<PreviewResult> {
    const prompt = promptFromRequest(request);
    return this.#respond(
      principal,
      prompt,
      { ...request, sessionId: request.sessionId, ...timing },
      { kind: 'asked', prompt, variation: null, from: null },
    );
  }

  async vary(
    principal: Principal,
    previewId: string,
    request: VariationRequest,
    timing: RequestTiming,
  ): Promise<PreviewResult> {
    const from = await this.#beforeDeadline(request.deadlineMs, timing.elapsed, () =>
      this.findOrThrow(principal, previewId),
    );
    const variation: Variation = Object.fromEntries(
      VARIATIONS.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])),
    );
    const prompt = varyPrompt(from.prompt, variation);
    return this.#respond(
      principal,
      prompt,
      {
        ...request,
        sessionId: request.sessionId ?? this.#memory.lastSessionOf(principal.projectId, previewId),
        ...timing,
      },
      { kind: 'varied', prompt, variation, from: previewId },
    );
  }

  /** As it was made; its address is good from now on. */
  async find(principal: Principal, previewId: string): Promise<PreviewView> {
    const { projectId } = principal;
    const preview = await this.findOrThrow(principal, previewId);
    this.#memory.markAnswered(projectId, previewId);
    return this.#view(projectId, preview, {
      source: 'cached',
      why: 'this is the preview that was asked for by its id',
      nearness: EXACT_MATCH,
      deadlineMs: null,
      sessionId: this.#memory.lastSessionOf(projectId, previewId) ?? newSessionId(),
      total: 0,
    });
  }

  audio(projectId: string, previewId: string): Promise<{ wav: Uint8Array; sha256: string }> {
    return this.#memory.audio(projectId, previewId);
  }

  async select(
    principal: Principal,
    previewId: string,
    requestedSessionId: string | undefined,
  ): Promise<PreviewSession> {
    await this.findOrThrow(principal, previewId);
    const sessionId =
      requestedSessionId ??
      this.#memory.lastSessionOf(principal.projectId, previewId) ??
      newSessionId();
    this.#memory.recordEntry(principal, sessionId, {
      kind: 'kept',
      previewId,
      prompt: null,
      variation: null,
      from: null,
      source: null,
      trackId: null,
    });
    return this.session(principal, sessionId);
  }

  /** The preview became a track: the track keeps its audio, and the session says so. */
  linkTrack(principal: Principal, previewId: string, trackId: string): void {
    this.#memory.linkTrack(principal, previewId, trackId);
  }

  session(principal: Principal, sessionId: string): Promise<PreviewSession> {
    return this.#memory.session(principal, sessionId);
  }

  /** Throws the 404. */
  findOrThrow({ projectId }: Principal, previewId: string): Promise<Omit<PreviewWithAudio, 'wav'>> {
    return this.#memory.findOrThrow(projectId, previewId);
  }

  async #respond(
    principal: Principal,
    prompt: PreviewPrompt,
    options: PreviewOptions,
    asked: Pick<PreviewEntry, 'kind' | 'prompt' | 'variation' | 'from'>,
  ): Promise<PreviewResult> {
    const { projectId } = principal;
    const sessionId = options.sessionId ?? newSessionId();
    const promptSha256 = canonicalSha256(prompt);
    const present = (
      preview: PreviewWithAudio,
      source: PreviewSource,
      why: string,
      nearness: Nearness,
      retryAfterSeconds: number | null = null,
    ): PreviewResult => {
      this.#metrics.previews.inc({ source });
      this.#memory.recordEntry(
        principal,
        sessionId,
        { ...asked, previewId: preview.previewId, source, trackId: null },
        preview,
      );
      return {
        view: this.#view(projectId, preview, {
          source,
          why,
          nearness,
          deadlineMs: options.deadlineMs,
          sessionId,
          total: options.elapsed(),
        }),
        wav: preview.wav,
        retryAfterSeconds,
      };
    };
    const same = this.#memory.findSame(projectId, promptSha256);
    if (same) return present(same, 'cached', 'the same was asked for before', EXACT_MATCH);
    // What is at hand costs nothing; what must be made is new work.
    await this.#budget.checkCached(principal, 'preview');
    try {
      const { made, wav } = await this.#make(prompt, options);
      this.#defaults.setEngine(made.engineSha256);
      const preview = {
        previewId: deriveId('prv', projectId, made.engineSha256, promptSha256),
        prompt,
        promptSha256,
        made,
        wav,
      };
      this.#memory.addFresh(projectId, preview);
      return present(preview, 'fresh', 'made for this request', EXACT_MATCH);
    } catch (error) {
      // Nobody hears it: no line of a session, no other preview in its place.
      if (options.clientGone.aborted)
        throw new ProblemException('unavailable', 'whoever asked is gone', {
          retryAfterSeconds: 1,
          cause: error,
        });
      const { why, refusal } = explainFailure(error);
      if (refusal?.reason === 'invalid')
        throw new ProblemException('invalid-request', refusal.detail);
      if (!refusal) this.#log.warn({ err: error }, 'no fresh preview');
      const retryAfterSeconds = Math.max(1, Math.ceil((refusal?.retryAfterMs ?? 1000) / 1000));
      const wanted = { ...traitsFromPrompt(prompt), ...(refusal?.intent ?? {}), text: prompt.text };
      const nearest = options.fallback ? this.#memory.nearest(projectId, wanted) : undefined;
      if (nearest)
        return present(
          nearest.preview,
          'fallback',
          `${why}; this is the nearest ${this.#defaults.find(nearest.preview.previewId) ? 'default preview, as no preview of the project at hand comes near' : 'earlier preview of the project'}`,
          nearest.nearness,
          retryAfterSeconds,
        );
      this.#metrics.previews.inc({ source: 'none' });
      throw new ProblemException(
        'unavailable',
        `${why}${options.fallback ? ', and there is no earlier preview' : ''}; send ${refusal?.reason === 'deadline' ? 'it with a longer deadlineMs' : 'the same request again'}`,
        { retryAfterSeconds, cause: error },
      );
    }
  }

  async #make(
    prompt: PreviewPrompt,
    { deadlineMs, elapsed, clientGone: gone }: PreviewOptions,
  ): Promise<Pick<PreviewWithAudio, 'made' | 'wav'>> {
    const remainingMs =
      deadlineMs -
      elapsed() -
      Math.max(RESPONSE_MARGIN.milliseconds, RESPONSE_MARGIN.share * deadlineMs);
    if (remainingMs <= 0)
      throw new PreviewRefusedError({
        reason: 'deadline',
        detail: 'nothing is left of the deadline',
        retryAfterMs: 0,
      });
    if (this.#underWay >= this.#config.limits.concurrentPreviews)
      throw new PreviewRefusedError({
        reason: 'overloaded',
        detail: `${this.#underWay} previews are under way`,
        retryAfterMs: 1000,
      });
    this.#underWay += 1;
    try {
      return await this.#client.make(
        { prompt, deadlineMs: remainingMs },
        AbortSignal.any([AbortSignal.timeout(Math.ceil(remainingMs)), gone]),
      );
    } finally {
      this.#underWay -= 1;
    }
  }

  /** What must be read before anything can be answered, but not beyond the deadline. */
  async #beforeDeadline<T>(
    deadlineMs: number,
    elapsed: () => number,
    read: () => Promise<T>,
  ): Promise<T> {
    const result = await withTimeout(
      Math.max(0, deadlineMs - elapsed() - RESPONSE_MARGIN.milliseconds),
      read(),
    );
    if (result === 'late')
      throw new ProblemException(
        'unavailable',
        'the preview that is to be varied cannot be looked up in time; send the same request again',
        { retryAfterSeconds: 1 },
      );
    return result;
  }

  #view(
    projectId: string,
    { previewId, prompt, made }: Omit<PreviewWithAudio, 'wav'>,
    details: {
      source: PreviewSource;
      why: string;
      nearness: Nearness;
      deadlineMs: number | null;
      sessionId: string;
      total: number;
    },
  ): PreviewView {
    const { source, why, nearness, deadlineMs, sessionId } = details;
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
      url: `${this.#config.publicUrl ?? ''}/v1/previews/${previewId}/audio?${createSignedLinkQuery(this.#config.tokenSecret, projectId, previewId, until)}`,
      expiresAt: new Date(until * 1000).toISOString(),
      mediaType: PREVIEW_MEDIA_TYPE,
      bytes: wavByteLength(made),
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
        total: Math.round(details.total * 10) / 10,
      },
    };
  }
}

const newSessionId = (): string => `pvs_${randomBytes(12).toString('hex')}`;

function explainFailure(error: unknown): { why: string; refusal?: PreviewRefusedError['refusal'] } {
  if (!(error instanceof PreviewRefusedError))
    return {
      why:
        error instanceof PreviewServiceUnavailableError
          ? error.message
          : 'the preview service answered what is not understood here',
    };
  const { refusal } = error;
  const reasons = {
    overloaded: 'too much is asked for just now',
    deadline: 'it cannot be made within the deadline',
    failed: 'the sound engine failed',
    invalid: refusal.detail,
  };
  return { why: reasons[refusal.reason], refusal };
}
