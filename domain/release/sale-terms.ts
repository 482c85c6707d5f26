import type { OnRejection, ReleaseOutcome } from '@fermata/contracts/values';
import { decideOnLoss } from './release-decision.ts';

/** Whether the terms decide about a release that some partners have delisted in the moment in which it was kept. */
export const isDelistedWhenKept = (
  { onRejection }: { readonly onRejection: OnRejection },
  delisted: readonly unknown[],
): boolean => delisted.length > 0 && decideOnLoss(onRejection) !== 'keep';

/**
 * Whether the terms decide about the other partners once one has delisted the release. They are about the partners that
 * they name: a person may have added others later.
 */
export const isDelistingByTerms = (
  { partners }: { readonly partners: readonly string[] },
  { partner, stillSoldBy }: { readonly partner: string; readonly stillSoldBy: readonly string[] },
): boolean => stillSoldBy.length > 0 && partners.includes(partner);

/** Why nothing of a release can be delisted by a partner any more, or null. */
export const notOnSaleIssue = ({
  releaseId,
  outcome,
}: {
  readonly releaseId: string;
  readonly outcome: ReleaseOutcome | null;
}): string | null => (outcome === 'live' ? null : `the release ${releaseId} has not gone on sale`);
