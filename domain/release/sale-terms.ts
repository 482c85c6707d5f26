import type { OnRejection, ReleaseOutcome } from '@fermata/contracts/values';
import { decideOnLoss } from './release-decision.ts';

/** Whether a release can go on sale with less than its terms demand, so that its sellers must be asked. */
export const mayBeSoldByTooFew = ({
  onRejection,
  partners,
}: {
  readonly onRejection: OnRejection;
  readonly partners: readonly string[];
}): boolean => decideOnLoss(onRejection) === 'withdraw' && partners.length > 1;

/** Whether a release goes on sale with less than its terms demand: a partner has delisted it when it was kept. */
export const isSoldByTooFew = (
  {
    onRejection,
    partners,
  }: { readonly onRejection: OnRejection; readonly partners: readonly string[] },
  sellers: readonly string[],
): boolean =>
  decideOnLoss(onRejection) === 'withdraw' && !partners.every((name) => sellers.includes(name));

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
