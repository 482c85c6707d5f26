import type { OfferState } from '@fermata/contracts/values';
import { isBeingTakenDown } from '../offer/offer-state.ts';

interface Withdrawal {
  readonly partners: readonly string[];
  readonly outcome: string | null;
  /** ISO 8601, as all times here. */
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/**
 * The last withdrawal of a release that has failed, while a partner of it may still have the release and no later
 * withdrawal has started there. Null: none.
 */
export function lastFailure<W extends Withdrawal>(
  withdrawals: readonly W[],
  offers: readonly { readonly partner: string; readonly state: OfferState }[],
): W | null {
  const up = offers.filter(isBeingTakenDown).map(({ partner }) => partner);
  const isTakenOver = (partner: string, { requestedAt }: W): boolean =>
    withdrawals.some(
      (later) =>
        later.startedAt !== null &&
        later.requestedAt > requestedAt &&
        later.partners.includes(partner),
    );
  const open = withdrawals.filter(
    (each) =>
      each.outcome === 'failed' &&
      each.partners.some((partner) => up.includes(partner) && !isTakenOver(partner, each)),
  );
  const [last = null] = open.toSorted((one, other) =>
    (one.endedAt ?? '') < (other.endedAt ?? '') ? 1 : -1,
  );
  return last;
}
