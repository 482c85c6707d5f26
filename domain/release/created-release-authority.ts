import {
  canonicalJson,
  type MaterialLicence,
  type ReleaseContent,
  type ReleasedVersion,
} from '@fermata/contracts/values';
import type { OfferStep } from '../offer/offer-step.ts';
import { coverLicenceIssue } from '../rights/cover-licence.ts';
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
  type ReleaseSubject,
  startOf,
  unapprovedIssue,
} from './release-authority.ts';
import { releaseProduct } from './release-product.ts';
import { unreleasableIssue } from './unreleasable-issue.ts';
import { openPartners } from './wait-reason.ts';

/** The catalogue's record of one recording of a release that a person has created. */
export interface RecordingFacts extends Pick<
  ReleaseFacts,
  'track' | 'version' | 'isrc' | 'approval' | 'recall'
> {
  /** Whether a person has withdrawn the own release of its track. */
  readonly withdrawnByPerson: boolean;
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
  /** The declared licence of the given cover. Null: none is given, or none was declared. */
  readonly coverLicence: MaterialLicence | null;
  readonly release: ReleaseProgress;
}

/** Why the release may not be created, or null. */
export function creationIssue(facts: Omit<CreatedReleaseFacts, 'release'>): string | null {
  const { content, recordings } = facts;
  for (const [index, subject] of content.recordings.entries()) {
    const recording = recordings[index];
    if (!recording?.track) return `the project has no track ${subject.trackId}`;
    const issue =
      recordingIssue(subject, recording, content.terms.partners) ?? recallIssue(subject, recording);
    if (issue !== null) return issue;
    const territoryIssue = widerIssue(recording, content.terms.territories);
    if (territoryIssue !== null) return `${nameOf(subject)}: ${territoryIssue}`;
  }
  return coverIssue(facts);
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

/** Why nothing of a created release may be sent to partners, or null: apart from a recall, whose end it awaits. */
export function createdClaimIssue(claim: ReleaseClaim, facts: CreatedReleaseFacts): string | null {
  return (
    notReleasedIssue(startOf(claim), facts) ??
    contentIssue(claim, { version: createdVersion(facts) })
  );
}

/** Whether a person has created exactly this release, which may have become unreleasable since. */
export const isCreatedAs = (claim: ReleaseClaim, facts: CreatedReleaseFacts): boolean =>
  facts.content.recordings[0]?.trackId === claim.trackId &&
  canonicalJson(facts.content.terms.partners) === canonicalJson(claim.partners) &&
  createdVersion(facts)?.versionSha256 === claim.version.versionSha256 &&
  contentIssue(claim, { version: createdVersion(facts) }) === null;

/** Why a created release may not be recorded as started, or null. */
export const createdStartIssue = (start: ReleaseStart, facts: CreatedReleaseFacts): string | null =>
  notReleasedIssue(start, facts) ?? createdRecallIssue(facts);

/** Why one of the recordings is not released now although it was approved, or null. */
export function createdRecallIssue({ content, recordings }: CreatedReleaseFacts): string | null {
  for (const [index, subject] of content.recordings.entries()) {
    const recording = recordings[index];
    const issue = recording ? recallIssue(subject, recording) : null;
    if (issue !== null) return issue;
  }
  return null;
}

function notReleasedIssue(start: ReleaseStart, facts: CreatedReleaseFacts): string | null {
  const { releaseId, partners } = start;
  const { content, release } = facts;
  const issue = createdSubjectIssue(start, facts);
  if (issue !== null) return issue;
  const unknown = partners.filter((partner) => !content.terms.partners.includes(partner));
  if (unknown.length > 0)
    return `the release terms of ${releaseId} do not name ${unknown.join(', ')}`;
  return release?.ended ? `the release ${releaseId} has ended` : null;
}

/** Why these are not the approved versions of the content, or one of them is not released any more, or null. */
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
  return coverIssue(facts);
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
): string | null =>
  createdClaimIssue(claim, facts) ?? createdRecallIssue(facts) ?? notStartedIssue(claim, facts);

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
    isrcIssue({ version, partners }, facts) ??
    stageIssue(subject, facts)
  );
}

/** A person may have withdrawn or cancelled its track since the release was created. */
const stageIssue = (
  { trackId }: Pick<ReleaseSubject, 'trackId'>,
  { track, withdrawnByPerson }: RecordingFacts,
): string | null => track && unreleasableIssue({ trackId, stage: track.stage, withdrawnByPerson });

function coverIssue({
  content: { metadata, terms },
  coverLicence,
}: Pick<CreatedReleaseFacts, 'content' | 'coverLicence'>): string | null {
  const { cover } = metadata;
  return cover === undefined ? null : coverLicenceIssue(cover, coverLicence, terms.territories);
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
