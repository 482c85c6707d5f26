import type { EventData } from '@fermata/contracts/events';

/** A request to remove a release from a partner. */
export interface TakedownClaim {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  /** Null: an offer of an incomplete release, or of a redelivery, is withdrawn. */
  readonly withdrawalId: string | null;
  readonly partners: readonly string[];
  /** The person named as the cause of a withdrawal, if one is named. */
  readonly requestedBy?: string;
}

export interface TakedownFacts {
  /** Null: the project's track has no such release. `redelivering`: the partners of requested deliveries that run. */
  readonly release: { readonly ended: boolean; readonly redelivering?: readonly string[] } | null;
  readonly withdrawal: WithdrawalFacts | null;
}

/** A requested withdrawal. */
export interface WithdrawalFacts {
  readonly withdrawalId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  readonly partners: readonly string[];
  readonly requestedBy: string;
  /** Null until it has ended. */
  readonly outcome: EventData<'withdrawal.ended'>['outcome'] | null;
  /** The partners to which a person has requested a redelivery since. */
  readonly redelivered: readonly string[];
}

/** Why the release may not be taken down, or null. */
export function takedownIssue(claim: TakedownClaim, facts: TakedownFacts): string | null {
  const { trackId, releaseId, withdrawalId, reason, partners, requestedBy } = claim;
  if (facts.release === null) return `${trackId} has no release ${releaseId}`;
  const { ended, redelivering = [] } = facts.release;
  if (withdrawalId === null)
    return ended && !partners.every((partner) => redelivering.includes(partner))
      ? `the release ${releaseId} has ended: only a withdrawal takes it down`
      : null;
  const { withdrawal } = facts;
  if (withdrawal === null) return `nobody has requested the withdrawal ${withdrawalId}`;
  if (withdrawal.trackId !== trackId || withdrawal.releaseId !== releaseId)
    return (
      `the withdrawal ${withdrawalId} was requested for ` +
      `${withdrawal.releaseId} of ${withdrawal.trackId}`
    );
  if (withdrawal.reason !== reason)
    return `the withdrawal ${withdrawalId} was requested for another reason`;
  const others = partners.filter((partner) => !withdrawal.partners.includes(partner));
  if (others.length > 0)
    return `the withdrawal ${withdrawalId} was not requested at ${others.join(', ')}`;
  if (requestedBy !== undefined && withdrawal.requestedBy !== requestedBy)
    return `the withdrawal ${withdrawalId} was requested by ${withdrawal.requestedBy}`;
  return endIssue(claim, withdrawal);
}

/** A withdrawal that has failed goes on at the partners that still have the release, unless they get it again. */
function endIssue(
  { releaseId, withdrawalId, partners }: TakedownClaim,
  { outcome, redelivered }: WithdrawalFacts,
): string | null {
  if (outcome === 'withdrawn' || outcome === 'superseded')
    return `the withdrawal ${withdrawalId} has ended`;
  const again = partners.filter((partner) => redelivered.includes(partner));
  return again.length === 0
    ? null
    : `${releaseId} was redelivered to ${again.join(', ')} after the withdrawal ${withdrawalId}`;
}
