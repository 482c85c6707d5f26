import { growingPauseMs } from '@fermata/contracts/values';

const MIN_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 3_600_000;
/** Of a message: about a day. */
const MAX_ATTEMPTS = 30;

/** The consequence of a failed attempt to handle something about a release on sale. */
export type SaleRetry =
  { readonly then: 'retry'; readonly inMs: number } | { readonly then: 'set-aside' };

/**
 * A message is set aside at once if each attempt would fail in the same way, and after a day of attempts. Everything
 * else is tried again without end: no person could repeat it.
 */
export function saleRetry(
  attempt: number,
  { isMessage, isFinal }: { readonly isMessage: boolean; readonly isFinal: boolean },
): SaleRetry {
  if (isMessage && (isFinal || attempt >= MAX_ATTEMPTS)) return { then: 'set-aside' };
  return { then: 'retry', inMs: growingPauseMs(attempt, MIN_PAUSE_MS, MAX_PAUSE_MS) };
}
