import type { AttemptOutcome, SubscriptionStatus } from '@fermata/contracts/values';
import { afterFailure, type FailedAttempt, type FailureConsequence } from './after-failure.ts';

const GONE = 410;

/** The consequence of an attempt to send a message. `gone`: the subscriber wants nothing more. */
export type Consequence =
  { readonly then: 'arrived' } | { readonly then: 'gone' } | FailureConsequence;

/** `httpStatus`: null without an answer. */
export function afterAttempt(httpStatus: number | null, attempt: FailedAttempt): Consequence {
  if (httpStatus !== null && httpStatus >= 200 && httpStatus < 300) return { then: 'arrived' };
  return httpStatus === GONE ? { then: 'gone' } : afterFailure(attempt);
}

/** The outcome that the log of attempts shows. */
export const outcomeOf = ({ then }: Consequence): AttemptOutcome =>
  then === 'arrived' ? 'arrived' : then === 'give-up' ? 'given-up' : 'failed';

/** The subscription's status after the attempt. One that a person has ended or that is disabled stays so. */
export function statusAfter({ then }: Consequence, status: SubscriptionStatus): SubscriptionStatus {
  if (status !== 'active' && status !== 'paused') return status;
  return then === 'disable' ? 'disabled' : then === 'gone' ? 'ended' : status;
}
