import { ApplicationFailure } from '@temporalio/common';
import {
  classifyPartnerFailure,
  PartnerRequestError,
  UnsupportedFileError,
} from '@fermata/partners';

/**
 * Turns a partner's failure into the ApplicationFailure that Temporal retries or not. Errors that
 * do not come from the partner (a cancellation, our own storage) are returned unchanged. `action`
 * is for people: "deliver at sandbox".
 */
export function classifyPartnerError(error: unknown, action: string): unknown {
  if (error instanceof UnsupportedFileError)
    return ApplicationFailure.nonRetryable(`${action}: ${error.message}`, 'BadInputError');
  if (!(error instanceof PartnerRequestError)) return error;
  const { failure } = error;
  const { type, message, retryable, retryAfterMs } = classifyPartnerFailure(failure);
  return ApplicationFailure.create({
    type,
    message: `${action}: ${message}`,
    nonRetryable: !retryable,
    cause: error,
    ...(retryAfterMs === null ? {} : { nextRetryDelay: retryAfterMs }),
    ...(failure.kind === 'answered'
      ? { details: [{ status: failure.status, code: failure.code }] }
      : {}),
  });
}
