import { workflowIds } from '@fermata/contracts/values';
import type { TakedownFacts } from '../withdrawal/takedown-authority.ts';

/** A request to send the partner's messages about a reference to a workflow. */
export interface OfferAddressClaim {
  readonly partner: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly workflowId: string;
}

/** Why the workflow may not receive messages about the release, or null. */
export function offerAddressIssue(
  { trackId, releaseId, partner, workflowId }: OfferAddressClaim,
  { release, withdrawal }: TakedownFacts,
): string | null {
  if (release === null) return `${trackId} has no release ${releaseId}`;
  const { ended: hasEnded, redelivering = [] } = release;
  if (workflowId === workflowIds.offer(releaseId, partner))
    return hasEnded && !redelivering.includes(partner)
      ? `the release ${releaseId} has ended`
      : null;
  if (withdrawal === null || workflowId !== workflowIds.withdrawal(withdrawal.withdrawalId))
    return `${workflowId} is neither the offer of ${releaseId} to ${partner} nor a requested withdrawal`;
  const { withdrawalId, outcome } = withdrawal;
  if (withdrawal.trackId !== trackId || withdrawal.releaseId !== releaseId)
    return `the withdrawal ${withdrawalId} was requested for another release`;
  if (!withdrawal.partners.includes(partner))
    return `the withdrawal ${withdrawalId} was not requested at ${partner}`;
  return outcome !== null ? `the withdrawal ${withdrawalId} has ended` : null;
}
