import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type {
  PreviewEntry,
  PreviewRequest,
  PreviewSession,
  PreviewSource,
  PreviewView,
  VariationRequest,
} from '@fermata/contracts/http';
import {
  canonicalSha256,
  deriveId,
  type Nearness,
  type PreviewPrompt,
  type PreviewRefusal,
  type Variation,
  VARIATIONS,
} from '@fermata/contracts/values';
import {
  type MadePreview,
  type Preview,
  PreviewRefusedError,
  type PreviewWithAudio,
  promptFromWishes,
  traitsFromPrompt,
  variationIssue,
  varyPrompt,
} from '@fermata/domain/preview';
import type { ApiConfig } from '../config.ts';
import { BudgetGuard } from '../costs/budget-guard.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { withTimeout } from '../http/with-timeout.ts';
import { CONFIG, LOG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { CostQueue, previewCostEntry } from './cost-queue.ts';
import { DefaultPreviews } from './default-previews.ts';
import { PreviewClient, PreviewServiceUnavailableError } from './preview-client.ts';
import { PreviewMemory } from './preview-memory.ts';
import { PreviewPresenter } from './preview-presenter.ts';
import { newSessionId, PreviewSessions } from './preview-sessions.ts';

/** Part of a deadline that is reserved for receiving the audio and sending the answer. */
const RESPONSE_MARGIN = { milliseconds: 12, share: 0.03 } as const;
/** Within a project, equal prompts give the same preview for all actors. */
const EXACT_MATCH: Nearness = { value: 1, differs: [] };

/** `elapsed`: milliseconds since the request arrived. `clientGone`: aborted when the client disconnects. */
export interface RequestTiming {
  readonly elapsed: () => number;
  readonly clientGone: AbortSignal;
}
interface PreviewOptions extends RequestTiming {
  readonly deadlineMs: number;
  readonly fallback: boolean;
  readonly sessionId: string | undefined;
}
interface PreviewJob {
  readonly principal: Principal;
  readonly sessionId: string;
  readonly prompt: PreviewPrompt;
  readonly promptSha256: string;
  readonly options: PreviewOptions;
  readonly entry: Pick<PreviewEntry, 'kind' | 'prompt' | 'variation' | 'from'>;
}
/** Which preview answers the request, and the reason. */
interface Choice {
  readonly preview: PreviewWithAudio;
  readonly source: PreviewSource;
  readonly reason: string;
  readonly nearness: Nearness;
  readonly retryAfterSeconds?: number;
}
export interface PreviewResult {
  readonly view: PreviewView;
  readonly wav: Uint8Array;
  readonly retryAfterSeconds: number | null;
}

/** Answers each request within its deadline: with a fresh preview, an equal one from memory, or the nearest. */
@Injectable()
export class PreviewService {
  #inFlight = 0;

  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(LOG) private readonly log: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(BudgetGuard) private readonly budget: BudgetGuard,
    @Inject(PreviewClient) private readonly client: PreviewClient,
    @Inject(DefaultPreviews) private readonly defaults: DefaultPreviews,
    @Inject(PreviewMemory) private readonly memory: PreviewMemory,
    @Inject(PreviewSessions) private readonly sessions: PreviewSessions,
    @Inject(CostQueue) private readonly costs: CostQueue,
    @Inject(PreviewPresenter) private readonly presenter: PreviewPresenter,
  ) {}

  create(
    principal: Principal,
    request: PreviewRequest,
    timing: RequestTiming,
  ): Promise<PreviewResult> {
    const { deadlineMs, fallback, sessionId, ...wishes } = request;
    const prompt = promptFromWishes(wishes);
    return this.#respond(
      principal,
      prompt,
      { deadlineMs, fallback, sessionId, ...timing },
      { kind: 'requested', prompt, variation: null, from: null },
    );
  }

  async vary(
    principal: Principal,
    previewId: string,
    request: VariationRequest,
    timing: RequestTiming,
  ): Promise<PreviewResult> {
    const from = await beforeDeadline(
      request.deadlineMs - timing.elapsed() - RESPONSE_MARGIN.milliseconds,
      this.findOrThrow(principal, previewId),
    );
    const variation: Variation = Object.fromEntries(
      VARIATIONS.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])),
    );
    const issue = variationIssue(from, variation);
    if (issue !== null) throw new ProblemException('impossible-variation', issue);
    const prompt = varyPrompt(from.prompt, variation);
    const { deadlineMs, fallback } = request;
    const sessionId =
      request.sessionId ?? this.sessions.lastSessionOf(principal.projectId, previewId);
    return this.#respond(
      principal,
      prompt,
      { deadlineMs, fallback, sessionId, ...timing },
      { kind: 'varied', prompt, variation, from: previewId },
    );
  }

  /** The preview as it was made, with a new address. */
  async find(principal: Principal, previewId: string): Promise<PreviewView> {
    const { projectId } = principal;
    const preview = await this.findOrThrow(principal, previewId);
    this.sessions.markAnswered(projectId, previewId);
    return this.presenter.present(projectId, preview, {
      source: 'cached',
      reason: 'requested by its id',
      nearness: EXACT_MATCH,
      deadlineMs: null,
      sessionId: this.sessions.lastSessionOf(projectId, previewId) ?? newSessionId(),
      totalMs: 0,
    });
  }

  audio(projectId: string, previewId: string): Promise<{ wav: Uint8Array; sha256: string }> {
    return this.memory.audio(projectId, previewId);
  }

  async select(
    principal: Principal,
    previewId: string,
    requestedSessionId: string | undefined,
  ): Promise<PreviewSession> {
    await this.findOrThrow(principal, previewId);
    const sessionId =
      requestedSessionId ??
      this.sessions.lastSessionOf(principal.projectId, previewId) ??
      newSessionId();
    this.sessions.recordUse(principal, sessionId, { kind: 'selected', previewId });
    return this.session(principal, sessionId);
  }

  linkTrack(principal: Principal, previewId: string, trackId: string): void {
    this.sessions.linkTrack(principal, previewId, trackId);
  }

  session(principal: Principal, sessionId: string): Promise<PreviewSession> {
    return this.sessions.find(principal, sessionId);
  }

  /** Throws the 404. */
  findOrThrow({ projectId }: Principal, previewId: string): Promise<Preview> {
    return this.memory.findOrThrow(projectId, previewId);
  }

  async #respond(
    principal: Principal,
    prompt: PreviewPrompt,
    options: PreviewOptions,
    entry: PreviewJob['entry'],
  ): Promise<PreviewResult> {
    const job: PreviewJob = {
      principal,
      sessionId: options.sessionId ?? newSessionId(),
      prompt,
      promptSha256: canonicalSha256(prompt),
      options,
      entry,
    };
    const same = this.memory.findSame(principal.projectId, job.promptSha256);
    if (same)
      return this.#answer(job, {
        preview: same,
        source: 'cached',
        reason: 'made for an equal earlier request',
        nearness: EXACT_MATCH,
      });
    // A cached preview costs nothing; a new one needs budget.
    await this.budget.checkCached(principal, 'preview');
    try {
      const preview = await this.#make(job);
      return this.#answer(job, {
        preview,
        source: 'fresh',
        reason: 'made for this request',
        nearness: EXACT_MATCH,
      });
    } catch (error) {
      return this.#answer(job, this.#fallBack(job, error));
    }
  }

  #answer(
    { principal, sessionId, options, entry }: PreviewJob,
    { preview, source, reason, nearness, retryAfterSeconds = undefined }: Choice,
  ): PreviewResult {
    this.metrics.previews.inc({ source });
    const { previewId } = preview;
    this.sessions.record(
      principal,
      sessionId,
      { ...entry, previewId, source, trackId: null },
      preview,
    );
    return {
      view: this.presenter.present(principal.projectId, preview, {
        source,
        reason,
        nearness,
        deadlineMs: options.deadlineMs,
        sessionId,
        totalMs: options.elapsed(),
      }),
      wav: preview.wav,
      retryAfterSeconds: retryAfterSeconds ?? null,
    };
  }

  async #make({
    principal: { projectId },
    prompt,
    promptSha256,
    options,
  }: PreviewJob): Promise<PreviewWithAudio> {
    const { made, wav } = await this.#requestPreview(prompt, options);
    this.defaults.setEngine(made.engineSha256);
    const previewId = deriveId('prv', projectId, made.engineSha256, promptSha256);
    const preview = { previewId, prompt, promptSha256, made, wav };
    this.memory.add(projectId, preview);
    this.costs.add(previewCostEntry(projectId, preview, this.config.rates));
    return preview;
  }

  async #requestPreview(
    prompt: PreviewPrompt,
    { deadlineMs, elapsed, clientGone }: PreviewOptions,
  ): Promise<MadePreview> {
    const { milliseconds, share } = RESPONSE_MARGIN;
    const remainingMs = deadlineMs - elapsed() - Math.max(milliseconds, share * deadlineMs);
    if (remainingMs <= 0)
      throw new PreviewRefusedError({
        reason: 'deadline',
        detail: 'no time is left before the deadline',
        retryAfterMs: 0,
      });
    if (this.#inFlight >= this.config.limits.concurrentPreviews)
      throw new PreviewRefusedError({
        reason: 'overloaded',
        detail: `${this.#inFlight} previews are being made`,
        retryAfterMs: 1000,
      });
    this.#inFlight += 1;
    try {
      return await this.client.make(
        { prompt, deadlineMs: remainingMs },
        AbortSignal.any([AbortSignal.timeout(Math.ceil(remainingMs)), clientGone]),
      );
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** The nearest preview in place of one that was not made. Throws a 503 if there is none. */
  #fallBack({ principal, prompt, options }: PreviewJob, error: unknown): Choice {
    // Nothing is recorded for a client that will not receive it.
    if (options.clientGone.aborted)
      throw new ProblemException('unavailable', 'the client has disconnected', {
        retryAfterSeconds: 1,
        cause: error,
      });
    const refusal = error instanceof PreviewRefusedError ? error.refusal : undefined;
    if (refusal?.reason === 'invalid')
      throw new ProblemException('invalid-request', refusal.detail);
    if (!refusal) this.log.warn({ err: error }, 'no fresh preview');
    const cause = refusal ? REFUSAL_REASONS[refusal.reason] : unavailabilityReason(error);
    const retryAfterSeconds = Math.max(1, Math.ceil((refusal?.retryAfterMs ?? 1000) / 1000));
    const wanted = { ...traitsFromPrompt(prompt), ...(refusal?.intent ?? {}), text: prompt.text };
    const nearest = options.fallback ? this.memory.nearest(principal.projectId, wanted) : undefined;
    if (nearest) {
      const { preview, nearness } = nearest;
      const kind = this.defaults.find(preview.previewId)
        ? 'default preview, as the project has no similar one'
        : 'earlier preview of the project';
      const reason = `${cause}; this is the nearest ${kind}`;
      return { preview, source: 'fallback', reason, nearness, retryAfterSeconds };
    }
    this.metrics.previews.inc({ source: 'none' });
    const noFallback = options.fallback ? ', and there is no earlier preview' : '';
    const advice =
      refusal?.reason === 'deadline'
        ? 'send the request with a longer deadlineMs'
        : 'send the same request again';
    throw new ProblemException('unavailable', `${cause}${noFallback}; ${advice}`, {
      retryAfterSeconds,
      cause: error,
    });
  }
}

const REFUSAL_REASONS: Record<Exclude<PreviewRefusal['reason'], 'invalid'>, string> = {
  overloaded: 'too many previews are being made',
  deadline: 'it cannot be made within the deadline',
  failed: 'the sound engine failed',
};

const unavailabilityReason = (error: unknown): string =>
  error instanceof PreviewServiceUnavailableError
    ? error.message
    : 'the preview service sent a response that this version cannot read';

/** Throws the 503 if the preview to vary is not found in time. */
async function beforeDeadline(milliseconds: number, lookup: Promise<Preview>): Promise<Preview> {
  const result = await withTimeout(Math.max(0, milliseconds), lookup);
  if (result !== 'late') return result;
  throw new ProblemException(
    'unavailable',
    'the preview to vary cannot be looked up in time; send the same request again',
    { retryAfterSeconds: 1 },
  );
}
