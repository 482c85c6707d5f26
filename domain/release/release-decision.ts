import type { OnRejection, ReleaseOutcome } from '@fermata/contracts/values';

/** `lost`: the offer has ended, and the partner does not sell the release. */
export interface OfferProgress {
  readonly partner: string;
  readonly state: 'open' | 'accepted' | 'live' | 'lost';
}

/**
 * `confirm`: every partner has accepted, so the offers may go on sale; `keep`: the release stays where it
 * is live; `withdraw`: no partner may keep it; `ask`: a person decides.
 */
export type ReleaseDecision = 'wait' | 'confirm' | 'keep' | 'withdraw' | 'ask';

/** The decision that the terms demand once one partner does not take the release, or no longer sells it. */
export function decideOnLoss(
  onRejection: OnRejection,
): Extract<ReleaseDecision, 'keep' | 'withdraw' | 'ask'> {
  switch (onRejection) {
    case 'all-or-nothing':
      return 'withdraw';
    case 'best-effort':
      return 'keep';
    case 'ask':
      return 'ask';
  }
}

/** The decision that the terms demand for a release whose offers have this progress. */
export function decideRelease(
  onRejection: OnRejection,
  offers: readonly OfferProgress[],
): ReleaseDecision {
  const all = (...states: OfferProgress['state'][]): boolean =>
    offers.every(({ state }) => states.includes(state));
  const isLost = offers.some(({ state }) => state === 'lost');
  const onLoss = decideOnLoss(onRejection);
  // The other offers need not end first.
  if (isLost && onLoss === 'withdraw') return 'withdraw';
  if (all('live', 'lost')) return isLost ? onLoss : 'keep';
  return onRejection === 'all-or-nothing' && all('accepted', 'live') ? 'confirm' : 'wait';
}

/** An offer that has ended. */
export interface EndedOffer {
  readonly partner: string;
  readonly outcome: ReleaseOutcome;
  readonly detail: string;
}

/** An offer that could not be withdrawn, or not made, needs a person; a rejection explains the others. */
const PRECEDENCE: readonly ReleaseOutcome[] = ['live', 'failed', 'rejected', 'timed-out'];

/** The outcome of a release from those of its offers. `cancelled`: a person has ended it. */
export function releaseOutcome(
  offers: readonly EndedOffer[],
  cancelled: boolean,
): Pick<EndedOffer, 'outcome' | 'detail'> {
  const found = PRECEDENCE.find((candidate) => offers.some(({ outcome }) => outcome === candidate));
  const outcome =
    found === undefined || (cancelled && found !== 'live' && found !== 'failed')
      ? 'cancelled'
      : found;
  const [first, ...others] = [...offers].sort(
    (one, other) => Number(one.outcome !== outcome) - Number(other.outcome !== outcome),
  );
  const detail =
    first === undefined || others.length === 0
      ? (first?.detail ?? 'nothing was offered')
      : [first, ...others].map(describeOffer).join('; ');
  return { outcome, detail };
}

const describeOffer = ({ partner, outcome, detail }: EndedOffer): string =>
  outcome === 'live' ? detail : `${partner}: ${outcome}, ${detail}`;
