import type { OnRejection, ReleaseOutcome } from '@fermata/contracts/values';
import { decideOnLoss } from './release-decision.ts';

/** Whether a release goes on sale with less than its terms demand: a partner has dropped it when it was kept. */
export const isSoldByTooFew = (
  {
    onRejection,
    partners,
  }: { readonly onRejection: OnRejection; readonly partners: readonly string[] },
  sellers: number,
): boolean => decideOnLoss(onRejection) === 'withdraw' && sellers < partners.length;

/** Why nothing of a release can be dropped by a partner any more, or null. */
export const notOnSaleIssue = ({
  releaseId,
  outcome,
}: {
  readonly releaseId: string;
  readonly outcome: ReleaseOutcome | null;
}): string | null => (outcome === 'live' ? null : `the release ${releaseId} has not gone on sale`);
