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

/** The decision that the terms demand for a release whose offers have this progress. */
export function decideRelease(
  onRejection: OnRejection,
  offers: readonly OfferProgress[],
): ReleaseDecision {
  const all = (...states: OfferProgress['state'][]): boolean =>
    offers.every(({ state }) => states.includes(state));
  switch (onRejection) {
    case 'all-or-nothing':
      if (offers.some(({ state }) => state === 'lost')) return 'withdraw';
      if (all('live')) return 'keep';
      return all('accepted', 'live') ? 'confirm' : 'wait';
    case 'best-effort':
      return all('live', 'lost') ? 'keep' : 'wait';
    case 'ask':
      if (!all('live', 'lost')) return 'wait';
      return all('live') ? 'keep' : 'ask';
  }
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
      ? (first?.detail ?? '')
      : [first, ...others].map(describeOffer).join('; ');
  return { outcome, detail };
}

const describeOffer = ({ partner, outcome, detail }: EndedOffer): string =>
  outcome === 'live' ? detail : `${partner}: ${outcome}, ${detail}`;
