import { growingPauseMs } from '@fermata/contracts/values';

const MIN_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 3_600_000;
/** Of a message: about a day. */
const MAX_ATTEMPTS = 30;

/** A partner's own answer follows its message within seconds. */
const MIN_CONTRADICTED_PAUSE_MS = 2_000;
/** 2 + 4 + … + 256 seconds: about 8 minutes. Later messages of the partner wait for it. */
const MAX_CONTRADICTED_ATTEMPTS = 9;

/**
 * `final`: each attempt would fail in the same way; `contradicted`: the partner, when asked, still sells the release
 * that it says it does not; `passing`: anything else.
 */
export type SaleFailure = 'final' | 'contradicted' | 'passing';

/** The consequence of a failed attempt to handle something about a release on sale. */
export type SaleRetry =
  { readonly then: 'retry'; readonly inMs: number } | { readonly then: 'set-aside' };

/**
 * A message is set aside for a person at once if each attempt would fail in the same way, after minutes if the partner
 * contradicts it, and else after a day of attempts. Everything else is tried again without end: no person could repeat
 * it.
 */
export function saleRetry(
  attempt: number,
  { isMessage, failure }: { readonly isMessage: boolean; readonly failure: SaleFailure },
): SaleRetry {
  const isContradicted = failure === 'contradicted';
  const limit = isContradicted ? MAX_CONTRADICTED_ATTEMPTS : MAX_ATTEMPTS;
  if (isMessage && (failure === 'final' || attempt >= limit)) return { then: 'set-aside' };
  const firstMs = isContradicted ? MIN_CONTRADICTED_PAUSE_MS : MIN_PAUSE_MS;
  return { then: 'retry', inMs: growingPauseMs(attempt, firstMs, MAX_PAUSE_MS) };
}
