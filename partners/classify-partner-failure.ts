import type { PartnerFailure } from './partner-request-error.ts';

/** The error types by which workflows recognise a partner's failure. */
export const PARTNER_ERRORS = {
  refused: 'PartnerRefusedError',
  keyRefused: 'PartnerKeyRefusedError',
  redirected: 'PartnerRedirectedError',
  badAnswer: 'PartnerBadAnswerError',
  busy: 'PartnerBusyError',
  failing: 'PartnerFailingError',
  timeout: 'PartnerTimeoutError',
  unreachable: 'PartnerUnreachableError',
} as const;

export interface ClassifiedFailure {
  readonly type: (typeof PARTNER_ERRORS)[keyof typeof PARTNER_ERRORS];
  readonly message: string;
  readonly retryable: boolean;
  /** The partner's Retry-After in milliseconds; null without one. */
  readonly retryAfterMs: number | null;
}

/** 408 and 425 allow the same request again; all other 4xx would recur. */
const RETRYABLE_STATUSES = new Set([408, 425]);

/** Decides for all steps and protocols whether a failure is final or may be retried, and when. */
export function classifyPartnerFailure(failure: PartnerFailure): ClassifiedFailure {
  const final = (type: ClassifiedFailure['type'], message: string): ClassifiedFailure => ({
    type,
    message,
    retryable: false,
    retryAfterMs: null,
  });
  const retryable = (
    type: ClassifiedFailure['type'],
    message: string,
    retryAfterMs: number | null = null,
  ): ClassifiedFailure => ({ type, message, retryable: true, retryAfterMs });

  if (failure.kind === 'timeout') return retryable(PARTNER_ERRORS.timeout, failure.detail);
  if (failure.kind === 'unreachable') return retryable(PARTNER_ERRORS.unreachable, failure.detail);
  if (failure.kind === 'bad-answer') return final(PARTNER_ERRORS.badAnswer, failure.detail);

  const { status, code, detail, retryAfterMs } = failure;
  const answer = `${status}${code === null ? '' : ` ${code}`}: ${detail}`;
  if (status === 429) return retryable(PARTNER_ERRORS.busy, answer, retryAfterMs);
  if (status >= 500 || RETRYABLE_STATUSES.has(status))
    return retryable(PARTNER_ERRORS.failing, answer, retryAfterMs);
  if (status === 401 || status === 403) return final(PARTNER_ERRORS.keyRefused, answer);
  if (status >= 400) return final(PARTNER_ERRORS.refused, answer);
  if (status >= 300)
    return final(PARTNER_ERRORS.redirected, `${answer}; redirects are not followed`);
  return final(PARTNER_ERRORS.badAnswer, answer);
}

/** Whether the partner does not work at the moment. A refusal or a request to slow down shows that it does. */
export const isOutage = (failure: PartnerFailure): boolean =>
  failure.kind === 'timeout' ||
  failure.kind === 'unreachable' ||
  (failure.kind === 'answered' && failure.status >= 500);
