import {
  canonicalJson,
  deriveId,
  type ReleasedVersion,
  type Stage,
} from '@fermata/contracts/values';

/** A request to send a version to partners. */
export interface ReleaseClaim {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly partners: readonly string[];
  /** `files` may be a part of the version's files. */
  readonly version: ReleasedVersion;
}

/** The catalogue's record of the track, the version and the release. */
export interface ReleaseFacts {
  /** Null: the project has no such track. */
  readonly track: {
    readonly stage: Stage;
    readonly version: number;
    /** The partners of the accepted release terms. */
    readonly partners: readonly string[];
  } | null;
  /** As partners get it. Null: not completed. */
  readonly version: ReleasedVersion | null;
  /** The `versionSha256` of this version that a review has approved. */
  readonly approvedSha256: string | null;
  readonly releaseEnded: boolean;
}

/** Why nothing of this release may be sent to partners, or null. */
export function releaseClaimIssue(claim: ReleaseClaim, facts: ReleaseFacts): string | null {
  const { projectId, trackId, releaseId, partners, version } = claim;
  const { track } = facts;
  const name = `version ${version.version} of ${trackId}`;
  if (track === null) return `the project ${projectId} has no track ${trackId}`;
  if (releaseId !== deriveId('rel', trackId, version.version))
    return `${releaseId} is not the release of ${name}`;
  if (facts.version === null) return `${name} is not completed`;
  const differing = differingFields(version, facts.version);
  if (differing.length > 0)
    return `${name} differs from the completed version: ${differing.join(', ')}`;
  if (facts.approvedSha256 !== version.versionSha256) return `no review has approved ${name}`;
  const unknown = partners.filter((partner) => !track.partners.includes(partner));
  if (unknown.length > 0)
    return `the release terms of ${trackId} do not name ${unknown.join(', ')}`;
  if (facts.releaseEnded) return `the release ${releaseId} has ended`;
  if (track.stage !== 'publishing' || track.version !== version.version)
    return `${trackId} is in stage ${track.stage} with version ${track.version}`;
  return null;
}

function differingFields(claimed: ReleasedVersion, completed: ReleasedVersion): string[] {
  const same = (one: unknown, other: unknown): boolean =>
    canonicalJson(one ?? null) === canonicalJson(other ?? null);
  const fields = [
    ...new Set([...Object.keys(claimed), ...Object.keys(completed)]),
  ] as (keyof ReleasedVersion)[];
  const differing: string[] = fields.filter(
    (field) => field !== 'files' && !same(claimed[field], completed[field]),
  );
  const filesKnown = claimed.files.every((file) =>
    completed.files.some((known) => same(file, known)),
  );
  if (!filesKnown || claimed.files.length === 0) differing.push('files');
  return differing;
}

/** A request to remove a release from a partner. */
export interface TakeDownClaim {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  /** Null: the release takes back what it has not completed. */
  readonly withdrawalId: string | null;
}

export interface TakeDownFacts {
  /** Null: the project's track has no such release. */
  readonly release: { readonly ended: boolean } | null;
  readonly withdrawal: WithdrawalFacts | null;
}

/** An ordered withdrawal. */
export interface WithdrawalFacts {
  readonly trackId: string;
  readonly releaseId: string;
  readonly reason: string;
  readonly ended: boolean;
}

/** Why the release may not be taken down, or null. */
export function takeDownIssue(claim: TakeDownClaim, facts: TakeDownFacts): string | null {
  const { trackId, releaseId, withdrawalId, reason } = claim;
  if (facts.release === null) return `${trackId} has no release ${releaseId}`;
  if (withdrawalId === null)
    return facts.release.ended
      ? `the release ${releaseId} has ended: only a withdrawal takes it down`
      : null;
  const { withdrawal } = facts;
  if (withdrawal === null) return `nobody has ordered the withdrawal ${withdrawalId}`;
  if (withdrawal.trackId !== trackId || withdrawal.releaseId !== releaseId)
    return (
      `the withdrawal ${withdrawalId} was ordered for ` +
      `${withdrawal.releaseId} of ${withdrawal.trackId}`
    );
  if (withdrawal.reason !== reason)
    return `the withdrawal ${withdrawalId} was ordered for another reason`;
  return withdrawal.ended ? `the withdrawal ${withdrawalId} has ended` : null;
}
