import {
  type OfferState,
  type OnRejection,
  type RedeliveryState,
  type ReleasedVersion,
  releaseIdFor,
  type Stage,
} from '@fermata/contracts/values';
import { isForSandboxOnly } from '../metadata/identifier-range.ts';
import { type ActiveRecall, recallSentence } from '../recall/recall-rules.ts';
import { differingFields } from './differing-fields.ts';

export interface ReleaseSubject {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly partners: readonly string[];
}

/** The start of a release, as its first event names it. */
export interface ReleaseStart extends ReleaseSubject {
  readonly version: number;
  readonly versionSha256: string;
}

/** A request to send a version to partners. */
export interface ReleaseClaim extends ReleaseSubject {
  /** `files` may be a part of the version's files. */
  readonly version: ReleasedVersion;
}

/** The catalogue's record of the track, the version and the release. */
export interface ReleaseFacts {
  /** Null: the project has no such track. */
  readonly track: {
    readonly stage: Stage;
    readonly version: number;
    readonly held: boolean;
    /** The partners of the accepted release terms. */
    readonly partners: readonly string[];
    /** Why its review terms are below the minimum that the project had when the track was accepted. */
    readonly termsIssue: string | null;
    readonly onRejection: OnRejection;
  } | null;
  /** As partners get it. Null: not completed. */
  readonly version: ReleasedVersion | null;
  /** The ISRC that the registry has assigned to the version's recording. Null: none. */
  readonly isrc: string | null;
  /** The review that has approved this version. Null: none has. */
  readonly approval: {
    readonly versionSha256: string;
    readonly quorum: number;
    /** The reviewers whose approvals of this `versionSha256` were verified by their tokens. */
    readonly provenReviewers: number;
  } | null;
  /** The recall of its engine or a model. Null: none is in effect. */
  readonly recall: ActiveRecall | null;
  readonly release: ReleaseProgress;
}

/** Null: it has not started. */
export type ReleaseProgress = {
  readonly ended: boolean;
  readonly offers: readonly OfferSummary[];
} | null;

/** The state of the release at one of its partners. */
export interface OfferSummary {
  readonly partner: string;
  readonly state: OfferState;
  /** The current attempt to offer it, from 1. */
  readonly attempt: number;
  /** The partner's reference of the current attempt; absent: it has none yet. */
  readonly partnerReference?: string | undefined;
  /** Absent: nobody has requested a redelivery. */
  readonly redelivery?: RedeliveryState | undefined;
}

/** Why nothing of this release may be sent to partners, or null: apart from a recall, whose end it awaits. */
export function releaseClaimIssue(claim: ReleaseClaim, facts: ReleaseFacts): string | null {
  const start = startOf(claim);
  return (
    subjectIssue(start, facts) ??
    contentIssue(claim, facts) ??
    approvalIssue(start, facts) ??
    isrcIssue(claim, facts)
  );
}

/** Why nothing may be sent to a partner by an offer, or null. */
export const offerClaimIssue = (claim: ReleaseClaim, facts: ReleaseFacts): string | null =>
  releaseClaimIssue(claim, facts) ??
  recallIssue(startOf(claim), facts) ??
  notStartedIssue(claim, facts);

/** Why an offer may not be recorded as started, or null. */
export const offerStartIssue = (start: ReleaseStart, facts: ReleaseFacts): string | null =>
  releaseStartIssue(start, facts) ?? notStartedIssue(start, facts);

export const notStartedIssue = (
  { releaseId }: ReleaseSubject,
  { release }: Pick<ReleaseFacts, 'release'>,
): string | null => (release === null ? `the release ${releaseId} has not started` : null);

/** Why the release may not be recorded as started, or null. */
export const releaseStartIssue = (start: ReleaseStart, facts: ReleaseFacts): string | null =>
  subjectIssue(start, facts) ?? approvalIssue(start, facts) ?? recallIssue(start, facts);

/** The start that a claim implies. */
export const startOf = (claim: ReleaseClaim): ReleaseStart => {
  const { version, versionSha256 } = claim.version;
  return { ...claim, version, versionSha256 };
};

/** A version of a track. */
export type VersionSubject = Pick<ReleaseStart, 'trackId' | 'version' | 'versionSha256'>;

export const recallIssue = (
  start: VersionSubject,
  { recall }: Pick<ReleaseFacts, 'recall'>,
): string | null =>
  recall === null ? null : `${nameOf(start)} may not be released: ${recallSentence(recall)}`;

export const nameOf = ({ version, trackId }: Pick<VersionSubject, 'version' | 'trackId'>): string =>
  `version ${version} of ${trackId}`;

export function subjectIssue(start: ReleaseStart, facts: ReleaseFacts): string | null {
  const { projectId, trackId, releaseId, version } = start;
  if (facts.track === null) return `the project ${projectId} has no track ${trackId}`;
  if (releaseId !== releaseIdFor(trackId, version))
    return `${releaseId} is not the release of ${nameOf(start)}`;
  return facts.version === null ? `${nameOf(start)} is not completed` : null;
}

export function contentIssue(
  { version, trackId }: Pick<ReleaseClaim, 'version' | 'trackId'>,
  facts: Pick<ReleaseFacts, 'version'>,
): string | null {
  const differing = facts.version === null ? [] : differingFields(version, facts.version);
  return differing.length > 0
    ? `version ${version.version} of ${trackId} differs from the completed version: ${differing.join(', ')}`
    : null;
}

export function isrcIssue(
  {
    version: { isrc },
    partners,
  }: { readonly version: Pick<ReleasedVersion, 'isrc'>; readonly partners: readonly string[] },
  { isrc: assigned }: Pick<ReleaseFacts, 'isrc'>,
): string | null {
  if (isrc === undefined) return null;
  if (isrc !== assigned)
    return `${isrc} is not the ISRC of the recording, which has ${assigned ?? 'none'}`;
  const real = partners.find((partner) => isForSandboxOnly(isrc, partner));
  return real === undefined
    ? null
    : `${isrc} is a test ISRC, which only the sandbox may get, not ${real}`;
}

function approvalIssue(start: ReleaseStart, facts: ReleaseFacts): string | null {
  const { trackId, releaseId, partners, version } = start;
  const { track } = facts;
  const issue = unapprovedIssue(start, facts);
  if (issue !== null) return issue;
  const unknown = partners.filter((partner) => !track?.partners.includes(partner));
  if (unknown.length > 0)
    return `the release terms of ${trackId} do not name ${unknown.join(', ')}`;
  if (facts.release?.ended) return `the release ${releaseId} has ended`;
  if (track?.stage !== 'publishing' || track.version !== version)
    return `${trackId} is in stage ${track?.stage ?? 'none'} with version ${track?.version ?? 0}`;
  return null;
}

/** Why the version does not count as approved, or null. */
export function unapprovedIssue(
  start: VersionSubject,
  { track, approval }: Pick<ReleaseFacts, 'track' | 'approval'>,
): string | null {
  const { trackId, versionSha256 } = start;
  if (approval?.versionSha256 !== versionSha256) return `no review has approved ${nameOf(start)}`;
  if (track !== null && track.termsIssue !== null)
    return `the review terms of ${trackId} are below the project's minimum: ${track.termsIssue}`;
  if (approval.provenReviewers < approval.quorum)
    return (
      `${approval.provenReviewers} of ${approval.quorum} approvals of ${nameOf(start)} ` +
      'were verified by their tokens'
    );
  return null;
}
