import type { ReleasedVersion, ReleaseOrder, Stage } from '@fermata/contracts/values';
import type { OfferStep } from '../offer/offer-step.ts';
import { composeRelease } from './compose-release.ts';
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
import { openPartners } from './wait-reason.ts';

/** The catalogue's record of one recording of a release that a person has put together. */
export interface RecordingFacts extends Pick<
  ReleaseFacts,
  'track' | 'version' | 'isrc' | 'approval' | 'recall'
> {
  /** Where the terms of the approved version allow its sale. Absent: worldwide. */
  readonly territories?: readonly string[] | undefined;
}

/** The catalogue's record of such a release. `recordings`: in the order of those that are ordered. */
export interface OrderFacts {
  readonly order: Pick<
    ReleaseOrder,
    'title' | 'metadata' | 'contributors' | 'cover' | 'terms' | 'recordings'
  >;
  readonly recordings: readonly RecordingFacts[];
  readonly release: ReleaseProgress;
}

/** A recording of a track in one of these stages can be released again. */
const RELEASABLE: readonly Stage[] = ['approved', 'publishing', 'published', 'dropped'];

/** Why the release may not be ordered, or null. */
export function orderIssue({ order, recordings }: Omit<OrderFacts, 'release'>): string | null {
  for (const [index, subject] of order.recordings.entries()) {
    const facts = recordings[index];
    if (!facts?.track) return `the project has no track ${subject.trackId}`;
    const issue = recordingIssue(subject, facts, order.terms.partners);
    if (issue !== null) return issue;
    const { stage } = facts.track;
    if (!RELEASABLE.includes(stage)) return `${subject.trackId} is ${stage}, not approved`;
    const territoryIssue = widerIssue(facts, order.terms.territories);
    if (territoryIssue !== null) return `${nameOf(subject)}: ${territoryIssue}`;
  }
  return null;
}

/** The product of an order; null unless all its versions are completed. */
export function orderedVersion({
  order,
  recordings,
}: {
  readonly order: OrderFacts['order'];
  readonly recordings: readonly Pick<RecordingFacts, 'version'>[];
}): ReleasedVersion | null {
  const composed = order.recordings.flatMap(({ trackId, disc }, index) => {
    const version = recordings[index]?.version;
    return version ? [{ trackId, disc, version }] : [];
  });
  return composed.length === order.recordings.length ? composeRelease(order, composed) : null;
}

/** Why nothing of an ordered release may be sent to partners, or null. */
export function orderClaimIssue(claim: ReleaseClaim, facts: OrderFacts): string | null {
  const { version, versionSha256 } = claim.version;
  return (
    orderStartIssue({ ...claim, version, versionSha256 }, facts) ??
    contentIssue(claim, { version: orderedVersion(facts) })
  );
}

/** Why an ordered release may not be recorded as started, or null. */
export function orderStartIssue(start: ReleaseStart, facts: OrderFacts): string | null {
  const { releaseId, partners } = start;
  const { order, release } = facts;
  const issue = orderSubjectIssue(start, facts);
  if (issue !== null) return issue;
  const unknown = partners.filter((partner) => !order.terms.partners.includes(partner));
  if (unknown.length > 0)
    return `the release terms of ${releaseId} do not name ${unknown.join(', ')}`;
  return release?.ended ? `the release ${releaseId} has ended` : null;
}

/** Why these are not the approved versions of the order, or null. */
export function orderSubjectIssue(start: ReleaseStart, facts: OrderFacts): string | null {
  const { releaseId, trackId, partners } = start;
  const { order, recordings } = facts;
  if (order.recordings[0]?.trackId !== trackId)
    return `${trackId} is not the first track of ${releaseId}`;
  for (const [index, subject] of order.recordings.entries()) {
    const recording = recordings[index];
    if (!recording) return `${nameOf(subject)} is not completed`;
    const issue = recordingIssue(subject, recording, partners);
    if (issue !== null) return issue;
  }
  if (orderedVersion(facts)?.versionSha256 !== start.versionSha256)
    return `${releaseId} was ordered with other versions`;
  return null;
}

/** Why an offer of an ordered release may not be recorded as started, or null. */
export const orderOfferStartIssue = (start: ReleaseStart, facts: OrderFacts): string | null =>
  orderStartIssue(start, facts) ?? notStartedIssue(start, facts);

/** Why nothing may be sent to a partner by an offer of an ordered release, or null. */
export const orderOfferClaimIssue = (claim: ReleaseClaim, facts: OrderFacts): string | null =>
  orderClaimIssue(claim, facts) ?? notStartedIssue(claim, facts);

/** Why an authorised step of an ordered release must wait, or null. */
export function orderWaitReason(
  step: OfferStep,
  { order, recordings, release }: OrderFacts,
): string | null {
  const held = recordings.findIndex(({ track }) => track?.held);
  return held === -1
    ? openPartners(step, order.terms, release)
    : `the track ${order.recordings[held]?.trackId} is held`;
}

function recordingIssue(
  subject: OrderFacts['order']['recordings'][number],
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
