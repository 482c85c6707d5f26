import { Inject, Injectable } from '@nestjs/common';
import type {
  PreviewEntry,
  PreviewRequest,
  PreviewSession,
  PreviewView,
  VariationRequest,
} from '@fermata/contracts/http';
import {
  canonicalSha256,
  type ModelChoice,
  modelIdOf,
  type Nearness,
  type PreviewPrompt,
  type Variation,
  VARIATIONS,
} from '@fermata/contracts/values';
import {
  briefFromPrompt,
  type Preview,
  promptFromWishes,
  variationIssue,
  varyPrompt,
} from '@fermata/domain/preview';
import { BriefService } from '../briefs/brief-service.ts';
import { BudgetGuard } from '../costs/budget-guard.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { withTimeout } from '../http/with-timeout.ts';
import { METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { ModelChoices } from '../models/model-choices.ts';
import { type FallbackChoice, FallbackPreviews } from './fallback-previews.ts';
import { FreshPreviews, type RequestTiming, RESPONSE_MARGIN } from './fresh-previews.ts';
import { PreviewMemory } from './preview-memory.ts';
import { PreviewPresenter } from './preview-presenter.ts';
import { newSessionId, PreviewSessions } from './preview-sessions.ts';

/** Within a project, equal prompts give the same preview for all actors. */
const EXACT_MATCH: Nearness = { value: 1, differs: [] };

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
  readonly choices: readonly ModelChoice[];
  readonly options: PreviewOptions;
  readonly entry: Pick<PreviewEntry, 'kind' | 'prompt' | 'variation' | 'from'>;
}
export interface PreviewResult {
  readonly view: PreviewView;
  readonly wav: Uint8Array;
  readonly retryAfterSeconds: number | null;
}

/** Answers each request within its deadline: with a fresh preview, an equal one from memory, or the nearest. */
@Injectable()
export class PreviewService {
  constructor(
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(BriefService) private readonly briefs: BriefService,
    @Inject(ModelChoices) private readonly models: ModelChoices,
    @Inject(BudgetGuard) private readonly budget: BudgetGuard,
    @Inject(FreshPreviews) private readonly fresh: FreshPreviews,
    @Inject(FallbackPreviews) private readonly fallbacks: FallbackPreviews,
    @Inject(PreviewMemory) private readonly memory: PreviewMemory,
    @Inject(PreviewSessions) private readonly sessions: PreviewSessions,
    @Inject(PreviewPresenter) private readonly presenter: PreviewPresenter,
  ) {}

  async create(
    principal: Principal,
    request: PreviewRequest,
    timing: RequestTiming,
  ): Promise<PreviewResult> {
    const { deadlineMs, fallback, sessionId, strict, ...wishes } = request;
    const prompt = promptFromWishes(wishes);
    if (strict) await this.briefs.assertPreviewMet(principal, briefFromPrompt(prompt), 'body.text');
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
    const choices = await this.models.forPreview(principal.projectId, prompt.text ?? '');
    // Without a reader, the same prompt may be another preview.
    const unused = choices.flatMap((choice) => (choice.used ? [] : [modelIdOf(choice)]));
    const job: PreviewJob = {
      principal,
      sessionId: options.sessionId ?? newSessionId(),
      prompt,
      promptSha256: canonicalSha256(unused.length === 0 ? prompt : { prompt, unused }),
      choices,
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
      const preview = await this.fresh.make(principal.projectId, job, options);
      return this.#answer(job, {
        preview,
        source: 'fresh',
        reason: 'made for this request',
        nearness: EXACT_MATCH,
      });
    } catch (error) {
      const { projectId } = principal;
      const { fallback, clientGone } = options;
      const unanswered = { projectId, prompt, fallback, clientGone };
      return this.#answer(job, this.fallbacks.choose(unanswered, error));
    }
  }

  #answer(
    { principal, sessionId, options, entry }: PreviewJob,
    { preview, source, reason, nearness, retryAfterSeconds = undefined }: FallbackChoice,
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
}

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
