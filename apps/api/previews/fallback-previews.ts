import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { PreviewSource } from '@fermata/contracts/http';
import type { Nearness, PreviewPrompt, PreviewRefusal } from '@fermata/contracts/values';
import {
  PreviewRefusedError,
  type PreviewWithAudio,
  traitsFromPrompt,
} from '@fermata/domain/preview';
import { ProblemException } from '../http/problem-exception.ts';
import { LOG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { DefaultPreviews } from './default-previews.ts';
import { PreviewServiceUnavailableError } from './preview-client.ts';
import { PreviewMemory } from './preview-memory.ts';

/** Which preview answers the request, and the reason. */
export interface FallbackChoice {
  readonly preview: PreviewWithAudio;
  readonly source: PreviewSource;
  readonly reason: string;
  readonly nearness: Nearness;
  readonly retryAfterSeconds?: number;
}

export interface UnansweredRequest {
  readonly projectId: string;
  readonly prompt: PreviewPrompt;
  /** Whether the client takes an earlier preview. */
  readonly fallback: boolean;
  readonly clientGone: AbortSignal;
}

/** The nearest preview in place of one that was not made. */
@Injectable()
export class FallbackPreviews {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(DefaultPreviews) private readonly defaults: DefaultPreviews,
    @Inject(PreviewMemory) private readonly memory: PreviewMemory,
  ) {}

  /** `error`: why no fresh preview was made. Throws a 503 if there is no other one. */
  choose(
    { projectId, prompt, fallback, clientGone }: UnansweredRequest,
    error: unknown,
  ): FallbackChoice {
    // Nothing is recorded for a client that will not receive it.
    if (clientGone.aborted)
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
    const nearest = fallback ? this.memory.nearest(projectId, wanted) : undefined;
    if (nearest) {
      const { preview, nearness } = nearest;
      const kind = this.defaults.find(preview.previewId)
        ? 'default preview, as the project has no similar one'
        : 'earlier preview of the project';
      const reason = `${cause}; this is the nearest ${kind}`;
      return { preview, source: 'fallback', reason, nearness, retryAfterSeconds };
    }
    this.metrics.previews.inc({ source: 'none' });
    const noFallback = fallback ? ', and there is no earlier preview' : '';
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
