import type { ReleaseContent, ReleasedVersion, Stage } from '@fermata/contracts/values';
import type { OfferStep } from '../offer/offer-step.ts';
import {
  contentIssue,
  isrcIssue,
  nameOf,
  notStartedIssue,
  recallIssue,
  type ReleaseClaim,
  type ReleaseFacts,
  type ReleaseProgress,
  type ReleaseStart,
  unapprovedIssue,
} from './release-authority.ts';
import { releaseProduct } from './release-product.ts';
import { openPartners } from './wait-reason.ts';

/** The catalogue's record of one recording of a release that a person has created. */
export interface RecordingFacts extends Pick<
  ReleaseFacts,
  'track' | 'version' | 'isrc' | 'approval' | 'recall'
> {
  /** Where the terms of the approved version allow its sale. Absent: worldwide. */
  readonly territories?: readonly string[] | undefined;
}

/** The catalogue's record of such a release. `recordings`: in the order of its content. */
export interface CreatedReleaseFacts {
  readonly content: Pick<
    ReleaseContent,
    'title' | 'metadata' | 'contributors' | 'cover' | 'terms' | 'recordings'
  >;
  readonly recordings: readonly RecordingFacts[];
  readonly release: ReleaseProgress;
}

/** A recording of a track in one of these stages can be released again. */
const RELEASABLE: readonly Stage[] = ['approved', 'publishing', 'published', 'dropped'];

/** Why the release may not be created, or null. */
export function creationIssue({
  content,
  recordings,
}: Omit<CreatedReleaseFacts, 'release'>): string | null {
  for (const [index, subject] of content.recordings.entries()) {
    const facts = recordings[index];
    if (!facts?.track) return `the project has no track ${subject.trackId}`;
    const issue = recordingIssue(subject, facts, content.terms.partners);
    if (issue !== null) return issue;
    const { stage } = facts.track;
    if (!RELEASABLE.includes(stage)) return `${subject.trackId} is ${stage}, not approved`;
    const territoryIssue = widerIssue(facts, content.terms.territories);
    if (territoryIssue !== null) return `${nameOf(subject)}: ${territoryIssue}`;
  }
  return null;
}

/** The product of a created release; null unless all its versions are completed. */
export function createdVersion({
  content,
  recordings,
}: {
  readonly content: CreatedReleaseFacts['content'];
  readonly recordings: readonly Pick<RecordingFacts, 'version'>[];
}): ReleasedVersion | null {
  const versions = content.recordings.flatMap(({ trackId, disc }, index) => {
    const version = recordings[index]?.version;
    return version ? [{ trackId, disc, version }] : [];
  });
  return versions.length === content.recordings.length ? releaseProduct(content, versions) : null;
}

/** Why nothing of a created release may be sent to partners, or null. */
export function createdClaimIssue(claim: ReleaseClaim, facts: CreatedReleaseFacts): string | null {
  const { version, versionSha256 } = claim.version;
  return (
    createdStartIssue({ ...claim, version, versionSha256 }, facts) ??
    contentIssue(claim, { version: createdVersion(facts) })
  );
}

/** Why a created release may not be recorded as started, or null. */
export function createdStartIssue(start: ReleaseStart, facts: CreatedReleaseFacts): string | null {
  const { releaseId, partners } = start;
  const { content, release } = facts;
  const issue = createdSubjectIssue(start, facts);
  if (issue !== null) return issue;
  const unknown = partners.filter((partner) => !content.terms.partners.includes(partner));
  if (unknown.length > 0)
    return `the release terms of ${releaseId} do not name ${unknown.join(', ')}`;
  return release?.ended ? `the release ${releaseId} has ended` : null;
}

/** Why these are not the approved versions of the content, or null. */
export function createdSubjectIssue(
  start: ReleaseStart,
  facts: CreatedReleaseFacts,
): string | null {
  const { releaseId, trackId, partners } = start;
  const { content, recordings } = facts;
  if (content.recordings[0]?.trackId !== trackId)
    return `${trackId} is not the first track of ${releaseId}`;
  for (const [index, subject] of content.recordings.entries()) {
    const recording = recordings[index];
    if (!recording) return `${nameOf(subject)} is not completed`;
    const issue = recordingIssue(subject, recording, partners);
    if (issue !== null) return issue;
  }
  if (createdVersion(facts)?.versionSha256 !== start.versionSha256)
    return `${releaseId} was created with other versions`;
  return null;
}

/** Why an offer of a created release may not be recorded as started, or null. */
export const createdOfferStartIssue = (
  start: ReleaseStart,
  facts: CreatedReleaseFacts,
): string | null => createdStartIssue(start, facts) ?? notStartedIssue(start, facts);

/** Why nothing may be sent to a partner by an offer of a created release, or null. */
export const createdOfferClaimIssue = (
  claim: ReleaseClaim,
  facts: CreatedReleaseFacts,
): string | null => createdClaimIssue(claim, facts) ?? notStartedIssue(claim, facts);

/** Why an authorised step of a created release must wait, or null. */
export function createdWaitReason(
  step: OfferStep,
  { content, recordings, release }: CreatedReleaseFacts,
): string | null {
  const held = recordings.findIndex(({ track }) => track?.held);
  return held === -1
    ? openPartners(step, content.terms, release)
    : `the track ${content.recordings[held]?.trackId} is held`;
}

function recordingIssue(
  subject: CreatedReleaseFacts['content']['recordings'][number],
  facts: RecordingFacts,
  partners: readonly string[],
): string | null {
  const { version } = facts;
  if (version?.versionSha256 !== subject.versionSha256)
    return `${nameOf(subject)} is not completed`;
  return (
    unapprovedIssue(subject, facts) ??
    recallIssue(subject, facts) ??
    isrcIssue({ version, partners }, facts)
  );
}

/** The territories of the approved terms lie within the licences of all materials: the policy has decided that. */
function widerIssue(
  { territories: allowed }: RecordingFacts,
  wanted: readonly string[] | undefined,
): string | null {
  if (allowed === undefined) return null;
  const added = wanted?.filter((code) => !allowed.includes(code)) ?? ['the rest of the world'];
  return added.length === 0 ? null : `its approved terms do not include ${added.join(', ')}`;
}
