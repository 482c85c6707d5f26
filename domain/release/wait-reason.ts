import { isAccepted } from '../offer/offer-state.ts';
import type { OfferStep } from '../offer/offer-step.ts';
import type { ReleaseFacts, ReleaseProgress } from './release-authority.ts';

/** Why a step must wait although it is authorised, or null. */
export function waitReason(
  step: OfferStep,
  { track, release }: Pick<ReleaseFacts, 'track' | 'release'>,
): string | null {
  if (track?.held) return 'the track is held';
  return track === null ? null : openPartners(step, track, release);
}

/** Names the partners that have not accepted yet, if the terms demand that all do. */
export function openPartners(
  step: OfferStep,
  { partners, onRejection }: Pick<NonNullable<ReleaseFacts['track']>, 'partners' | 'onRejection'>,
  release: ReleaseProgress,
): string | null {
  if (step !== 'confirm' || onRejection !== 'all-or-nothing') return null;
  const accepted = release?.offers.filter(isAccepted).map(({ partner }) => partner);
  const open = partners.filter((partner) => !accepted?.includes(partner));
  return open.length > 0 ? `not accepted yet by ${open.join(', ')}` : null;
}
