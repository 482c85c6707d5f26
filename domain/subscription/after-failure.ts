import { sha256Hex } from '@fermata/contracts/values';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
const FIRST_PAUSE_MS = 5 * SECOND;
const MAX_PAUSE_MS = 4 * 3600 * SECOND;

/** The pause before the next attempt differs by up to this share, so that messages do not return at once. */
const JITTER = 0.2;

/** A message that fails while others arrive is given up after this time. */
export const GIVE_UP_MS = 3 * DAY;

/** A subscription that has received nothing for this time is disabled. */
export const DISABLE_MS = 5 * DAY;

export interface FailedAttempt {
  readonly messageId: string;
  /** From 1. */
  readonly attempt: number;
  readonly now: number;
  /** Of this message; null at its first failure. */
  readonly firstFailedAt: number | null;
  /** Of the subscription: every attempt since then has failed; null if the one before arrived. */
  readonly failingSince: number | null;
  /** The subscriber's own wish. */
  readonly retryAfterMs: number | null;
}

export type FailureConsequence =
  | { readonly then: 'retry'; readonly inMs: number }
  | { readonly then: 'give-up' }
  | { readonly then: 'disable' };

/** Milliseconds until the next attempt. The same for the same message and attempt. */
export function retryPauseMs(messageId: string, attempt: number): number {
  const pause = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 3 ** (attempt - 1));
  const part = parseInt(sha256Hex(`${messageId} ${attempt}`).slice(0, 8), 16) / 0xffffffff;
  return Math.round(pause * (1 - JITTER + 2 * JITTER * part));
}

/** The consequence of a failed attempt. No message is given up while all attempts at the subscriber fail. */
export function afterFailure(failed: FailedAttempt): FailureConsequence {
  const { messageId, attempt, now, firstFailedAt, failingSince, retryAfterMs } = failed;
  if (failingSince !== null && now - failingSince >= DISABLE_MS) return { then: 'disable' };
  const others = firstFailedAt !== null && (failingSince === null || failingSince > firstFailedAt);
  if (others && now - firstFailedAt >= GIVE_UP_MS) return { then: 'give-up' };
  const pause = retryPauseMs(messageId, attempt);
  return { then: 'retry', inMs: Math.max(pause, Math.min(retryAfterMs ?? 0, MAX_PAUSE_MS)) };
}
