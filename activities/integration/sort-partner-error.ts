import { ApplicationFailure } from '@temporalio/common';
import { PartnerFault } from './partner-fault.ts';

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
const ASK_AGAIN = new Set([408, 425]);

/**
 * Decides once for all steps what a failure at a partner means: try again, try again later, or stop. What did not come from the partner (a
 * cancellation, our own storage) is handed back as it is. `doing` is for people: "deliver rel_… to sandbox".
 */
export function sortPartnerError(error: unknown, doing: string): unknown {
  if (!(error instanceof PartnerFault)) return error;
  const { trouble } = error;
  const failure = (
    type: PartnerErrorType,
    what: string,
    options: { nonRetryable?: boolean; nextRetryDelay?: number } = {},
  ) =>
    ApplicationFailure.create({
      type,
      message: `${doing}: ${what}`,
      nonRetryable: options.nonRetryable ?? false,
      cause: error,
      ...(options.nextRetryDelay === undefined ? {} : { nextRetryDelay: options.nextRetryDelay }),
      ...(trouble.kind === 'answered'
        ? { details: [{ status: trouble.status, code: trouble.code }] }
        : {}),
    });
  const stop = (type: PartnerErrorType, what: string) =>
    failure(type, what, { nonRetryable: true });

  if (trouble.kind === 'timeout') return failure(PARTNER_ERRORS.timeout, trouble.detail);
  if (trouble.kind === 'unreachable') return failure(PARTNER_ERRORS.unreachable, trouble.detail);
  if (trouble.kind === 'bad-answer') return stop(PARTNER_ERRORS.badAnswer, trouble.detail);

  const { status, code, retryAfterMs } = trouble;
  const said = `${status}${code === null ? '' : ` ${code}`}: ${trouble.detail}`;
  const later = retryAfterMs === null ? {} : { nextRetryDelay: retryAfterMs };
  if (status === 429) return failure(PARTNER_ERRORS.busy, said, later);
  if (status >= 500 || ASK_AGAIN.has(status)) return failure(PARTNER_ERRORS.failing, said, later);
  if (status === 401 || status === 403) return stop(PARTNER_ERRORS.keyRefused, said);
  if (status >= 400) return stop(PARTNER_ERRORS.refused, said);
  if (status >= 300) return stop(PARTNER_ERRORS.redirected, `${said}; redirects are not followed`);
  return stop(PARTNER_ERRORS.badAnswer, said);
}
