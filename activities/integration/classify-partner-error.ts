import { ApplicationFailure } from '@temporalio/common';
import { PartnerRequestError } from './partner-request-error.ts';

/** The types by which a workflow knows a partner's failure. The first four end the step, the others are tried again. */
export const PARTNER_ERRORS = {
  refused: 'PartnerRefused',
  keyRefused: 'PartnerKeyRefused',
  redirected: 'PartnerRedirected',
  badAnswer: 'PartnerBadAnswer',
  busy: 'PartnerBusy',
  failing: 'PartnerFailing',
  timeout: 'PartnerTimeout',
  unreachable: 'PartnerUnreachable',
} as const;
type PartnerErrorType = (typeof PARTNER_ERRORS)[keyof typeof PARTNER_ERRORS];

/** 408 and 425 ask for the same again; all other 4xx would be refused again. */
const RETRYABLE_STATUSES = new Set([408, 425]);

/**
 * Decides once for all steps what a failure at a partner means: try again, try again later, or stop. What did not come from the partner (a
 * cancellation, our own storage) is handed back as it is. `doing` is for people: "deliver rel_… to sandbox".
 */
export function classifyPartnerError(error: unknown, action: string): unknown {
  if (!(error instanceof PartnerRequestError)) return error;
  const { failure: trouble } = error;
  const failure = (
    type: PartnerErrorType,
    what: string,
    options: { nonRetryable?: boolean; nextRetryDelay?: number } = {},
  ) =>
    ApplicationFailure.create({
      type,
      message: `${action}: ${what}`,
      nonRetryable: options.nonRetryable ?? false,
      cause: error,
      ...(options.nextRetryDelay === undefined ? {} : { nextRetryDelay: options.nextRetryDelay }),
      ...(trouble.kind === 'answered'
        ? { details: [{ status: trouble.status, code: trouble.code }] }
        : {}),
    });
  const permanentFailure = (type: PartnerErrorType, what: string) =>
    failure(type, what, { nonRetryable: true });

  if (trouble.kind === 'timeout') return failure(PARTNER_ERRORS.timeout, trouble.detail);
  if (trouble.kind === 'unreachable') return failure(PARTNER_ERRORS.unreachable, trouble.detail);
  if (trouble.kind === 'bad-answer')
    return permanentFailure(PARTNER_ERRORS.badAnswer, trouble.detail);

  const { status, code, retryAfterMs } = trouble;
  const answer = `${status}${code === null ? '' : ` ${code}`}: ${trouble.detail}`;
  const retryOptions = retryAfterMs === null ? {} : { nextRetryDelay: retryAfterMs };
  if (status === 429) return failure(PARTNER_ERRORS.busy, answer, retryOptions);
  if (status >= 500 || RETRYABLE_STATUSES.has(status))
    return failure(PARTNER_ERRORS.failing, answer, retryOptions);
  if (status === 401 || status === 403) return permanentFailure(PARTNER_ERRORS.keyRefused, answer);
  if (status >= 400) return permanentFailure(PARTNER_ERRORS.refused, answer);
  if (status >= 300)
    return permanentFailure(PARTNER_ERRORS.redirected, `${answer}; redirects are not followed`);
  return permanentFailure(PARTNER_ERRORS.badAnswer, answer);
}
