import { hasLeftProduction, type OnRejection, type RefusalReason } from '@fermata/contracts/values';
import { isOnSale } from '../offer/offer-state.ts';
import { decideOnLoss } from '../release/release-decision.ts';
import type { ReleasedTrack } from './released-track.ts';
import { type OfferedRelease, remainingOffers } from './remaining-offers.ts';

/** The answer to a withdrawal that comes before the release. */
export const notReleasedYet = (trackId: string): string =>
  `${trackId} is not released yet: it can be cancelled, which withdraws the offers that were begun`;

/**
 * The reason why the track cannot be withdrawn now, or null. `running`: which of its workflows still
 * run; a running one withdraws its own offers. The events alone do not decide: a workflow that
 * was terminated has not written its last one.
 */
export function withdrawalIssue(
  track: ReleasedTrack & { readonly trackId: string },
  running: { readonly track: boolean; readonly release: boolean },
  partners?: readonly string[],
): { reason: RefusalReason; detail: string } | null {
  const { trackId, stage, releaseId } = track;
  if (stage === 'withdrawn') return { reason: 'late', detail: `${trackId} is already withdrawn` };
  if (!hasLeftProduction(stage) && running.track)
    return { reason: 'not-now', detail: notReleasedYet(trackId) };
  if (releaseId === null)
    return { reason: 'late', detail: `${trackId} is ${stage} and was never released` };
  if (running.release)
    return {
      reason: 'not-now',
      detail: `the release of ${trackId} is still being withdrawn; retry when it has ended`,
    };
  const offeredTo = remainingOffers(track).map(({ partner }) => partner);
  if (offeredTo.length === 0)
    return { reason: 'late', detail: `${trackId} is ${stage}, and no partner has it` };
  return partnerIssue(trackId, track, partners);
}

/** The reason why a release that a person has created cannot be withdrawn now, or null. */
export function createdWithdrawalIssue(
  release: OfferedRelease & { readonly releaseId: string },
  isRunning: boolean,
  partners?: readonly string[],
): { reason: RefusalReason; detail: string } | null {
  const { releaseId } = release;
  if (isRunning)
    return {
      reason: 'not-now',
      detail: `${releaseId} is still being offered; retry when its partners have answered`,
    };
  return partnerIssue(releaseId, release, partners);
}

function partnerIssue(
  id: string,
  release: OfferedRelease,
  partners: readonly string[] = [],
): { reason: RefusalReason; detail: string } | null {
  const offeredTo = remainingOffers(release).map(({ partner }) => partner);
  if (offeredTo.length === 0) return { reason: 'late', detail: `no partner has ${id}` };
  const others = partners.filter((partner) => !offeredTo.includes(partner));
  return others.length === 0
    ? null
    : {
        reason: 'late',
        detail: `${others.join(', ')} does not have ${id}: only ${offeredTo.join(', ')} may`,
      };
}

/** Why the terms, which are about the partners that they name, do not demand the withdrawal of a release on sale. */
export function termsWithdrawalIssue(
  { trackId, releaseId }: { readonly trackId: string; readonly releaseId: string },
  sale:
    | (ReleasedTrack & {
        readonly releaseTerms: {
          readonly onRejection: OnRejection;
          readonly partners: readonly string[];
        };
        readonly createdByPerson: boolean;
      })
    | null,
): string | null {
  if (sale?.releaseId !== releaseId) return `${trackId} has no release ${releaseId}`;
  const subject = sale.createdByPerson ? releaseId : trackId;
  if (sale.stage !== 'published') return `${subject} is ${sale.stage}, not on sale`;
  const { onRejection, partners } = sale.releaseTerms;
  if (decideOnLoss(onRejection) === 'keep')
    return `the release terms of ${subject} leave it with its partners`;
  const named = sale.partners.filter(({ name }) => partners.includes(name));
  return named.every(isOnSale) ? `every partner of ${releaseId} sells it` : null;
}
