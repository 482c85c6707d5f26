import { ApplicationFailure } from '@temporalio/common';
import { PARTNER_ERRORS } from '@fermata/partners';

/** Polling interval for a paused partner. */
export const PAUSED_RETRY_MS = 10_000;

/** The failure of a call to a paused partner. It is retried without end; `retryMs` null: it is final. */
export const partnerPaused = (
  action: string,
  partner: string,
  retryMs: number | null,
): ApplicationFailure =>
  ApplicationFailure.create({
    type: 'PartnerPausedError',
    message: `${action} waits: ${partner} is paused; resume it with: fermata partner resume ${partner}`,
    ...(retryMs === null ? { nonRetryable: true } : { nextRetryDelay: retryMs }),
  });

/** The same failure, but not retried any more. */
export const givenUp = (
  failure: ApplicationFailure,
  giveUpAfterSeconds?: number,
): ApplicationFailure =>
  ApplicationFailure.create({
    type: failure.type ?? PARTNER_ERRORS.failing,
    message: `${failure.message}; given up after ${describeLimit(giveUpAfterSeconds)}`,
    nonRetryable: true,
    ...(failure.details ? { details: failure.details } : {}),
    ...(failure.cause ? { cause: failure.cause } : {}),
  });

const describeLimit = (seconds?: number): string =>
  seconds === undefined ? 'a day' : `${Math.round(seconds)} s`;
