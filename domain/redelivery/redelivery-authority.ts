import type { OnRejection } from '@fermata/contracts/values';
import { isOnSale } from '../offer/offer-state.ts';
import {
  createdRecallIssue,
  type CreatedReleaseFacts,
  createdSubjectIssue,
  createdVersion,
} from '../release/created-release-authority.ts';
import {
  contentIssue,
  isrcIssue,
  recallIssue,
  type ReleaseClaim,
  type ReleaseFacts,
  type ReleaseProgress,
  type ReleaseStart,
  type ReleaseSubject,
  startOf,
  subjectIssue,
  unapprovedIssue,
} from '../release/release-authority.ts';

/**
 * Why a release of a track that has ended may not be redelivered to the partners of the claim, or null. The
 * partners need not be those of the terms: a person names them.
 */
export const redeliveryClaimIssue = (claim: ReleaseClaim, facts: ReleaseFacts): string | null =>
  redeliveryStartIssue(startOf(claim), facts) ??
  contentIssue(claim, facts) ??
  isrcIssue(claim, facts);

/** The same for the first event of its offer. */
export function redeliveryStartIssue(start: ReleaseStart, facts: ReleaseFacts): string | null {
  const { trackId, version } = start;
  const { track, release } = facts;
  const issue =
    subjectIssue(start, facts) ?? unapprovedIssue(start, facts) ?? recallIssue(start, facts);
  if (issue !== null) return issue;
  if (track?.stage !== 'published' || track.version !== version)
    return `${trackId} is in stage ${track?.stage ?? 'none'}, not on sale`;
  return progressIssue(start, track, release);
}

/** Why a created release that has ended may not be redelivered to the partners of the claim, or null. */
export const createdRedeliveryClaimIssue = (
  claim: ReleaseClaim,
  facts: CreatedReleaseFacts,
): string | null =>
  createdRedeliveryStartIssue(startOf(claim), facts) ??
  contentIssue(claim, { version: createdVersion(facts) });

/** The same for the first event of its offer. */
export const createdRedeliveryStartIssue = (
  start: ReleaseStart,
  facts: CreatedReleaseFacts,
): string | null =>
  createdSubjectIssue(start, facts) ??
  createdRecallIssue(facts) ??
  progressIssue(start, facts.content.terms, facts.release);

/** A release that runs decides itself about its offers. The terms are about the partners that they name. */
function progressIssue(
  { releaseId, partners }: ReleaseSubject,
  {
    onRejection,
    partners: named,
  }: { readonly onRejection: OnRejection; readonly partners: readonly string[] },
  release: ReleaseProgress,
): string | null {
  if (release === null) return `the release ${releaseId} has not started`;
  if (!release.ended) return `the release ${releaseId} is still being offered`;
  if (onRejection !== 'all-or-nothing') return null;
  const others = release.offers.filter(
    (offer) =>
      named.includes(offer.partner) && !partners.includes(offer.partner) && !isOnSale(offer),
  );
  return others.length === 0
    ? null
    : `the terms are all-or-nothing, and it is not on sale at ${others.map(({ partner }) => partner).join(', ')}`;
}
