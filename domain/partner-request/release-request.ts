import {
  hasLeftProduction,
  type ReleaseOutcome,
  type ReleaseTerms,
  type RequestAnswer,
  type Stage,
} from '@fermata/contracts/values';
import { formatInstant } from '../calendar/format-instant.ts';
import { type RecordedTrack, unreleasableTrackIssue } from '../release/unreleasable-issue.ts';

/** Limits the state of a track or a release whose partner repeats its requests. */
const MAX_PENDING = 100;

/** Also for a track that does not exist: a partner learns nothing about tracks that are not open to it. */
export const NOT_OPEN: RequestAnswer = {
  answer: 'refused',
  code: 'not-open',
  reason: 'no track that is open to you matches this request',
};
/** The same for a release that does not exist, or that its track has started. */
export const RELEASE_NOT_OPEN: RequestAnswer = {
  answer: 'refused',
  code: 'not-open',
  reason: 'no release that is open to you matches this request',
};
export const AMBIGUOUS: RequestAnswer = {
  answer: 'refused',
  code: 'ambiguous',
  reason: 'several tracks have this version: name the track',
};
export const ACCEPTED: RequestAnswer = { answer: 'accepted', reason: 'the release starts' };
export const REPLACED: RequestAnswer = {
  answer: 'refused',
  code: 'replaced',
  reason: 'another version was approved in place of this one',
};

/** Whether the partner may ask for a release with these terms: that of a track, or one that a person has created. */
export const isOpenTo = (
  { partners, publishOn }: Pick<ReleaseTerms, 'partners' | 'publishOn'>,
  partner: string,
): boolean => publishOn !== 'approval' && partners.includes(partner);

/** The refusal of a track whose release has started or that has ended; null for another. */
export function closedAnswer(stage: Stage): RequestAnswer | null {
  if (stage === 'publishing' || stage === 'published')
    return {
      answer: 'refused',
      code: 'already-released',
      reason: 'the release of this track has already started',
    };
  return hasLeftProduction(stage)
    ? { answer: 'refused', code: 'ended', reason: `the track has ended (${stage})` }
    : null;
}

/** The facts about a release that a person has created which decide about requests. */
export interface RequestedRelease {
  readonly startedAt: string | null;
  /** Null: it has not ended. */
  readonly outcome: ReleaseOutcome | null;
  /** Of its recordings. */
  readonly tracks: readonly RecordedTrack[];
}

/** The final answer to the remembered requests for a release of approved versions that has ended before its start. */
export const endedReleaseAnswer = (outcome: ReleaseOutcome): RequestAnswer => ({
  answer: 'refused',
  code: 'ended',
  reason: `the release has ended (${outcome})`,
});

/** The refusal of a release that has started, has ended or cannot start any more; null while it waits. */
export function closedReleaseAnswer({
  startedAt,
  outcome,
  tracks,
}: RequestedRelease): RequestAnswer | null {
  if (outcome !== null && outcome !== 'live') return endedReleaseAnswer(outcome);
  if (startedAt !== null)
    return {
      answer: 'refused',
      code: 'already-released',
      reason: 'the release has already started',
    };
  return unreleasableTrackIssue(tracks) === null
    ? null
    : {
        answer: 'refused',
        code: 'ended',
        reason: 'one of its recordings is not released any more',
      };
}

/** A track or a release that a request matches. */
export interface RequestTarget {
  /** The answer if it has started or ended, and has recorded none. */
  readonly closed: RequestAnswer | null;
  /** Its answers to this request, in order; null if it has not recorded the request. */
  readonly recorded: readonly RequestAnswer[] | null;
  /** Whether a recall concerns a version that it would release. */
  readonly recalled: boolean;
}

/**
 * The answer to a request that matches these tracks, or the release that it names; null: the workflow of the one that
 * matches decides. A recalled version would be refused, so it is not open to partners.
 */
export function requestAnswer(
  targets: readonly RequestTarget[],
  { releaseId }: { readonly releaseId?: string | undefined },
): RequestAnswer | null {
  const notOpen = releaseId === undefined ? NOT_OPEN : RELEASE_NOT_OPEN;
  const [target, ...others] = targets;
  if (target === undefined) return notOpen;
  if (others.length > 0) return AMBIGUOUS;
  const { recorded, closed, recalled } = target;
  const last = recorded?.find(isFinalAnswer) ?? recorded?.at(-1) ?? null;
  return last ?? (recorded === null ? closed : null) ?? (recalled ? notOpen : null);
}

/** Whether nothing more is answered to the request. */
export const isFinalAnswer = (answer: Pick<RequestAnswer, 'answer'> | null): boolean =>
  answer !== null && answer.answer !== 'remembered';

export interface RequestedTrackFacts {
  readonly stage: Stage;
  readonly held: boolean;
  /** Requests that wait for the release. */
  readonly pending: number;
  /** The date before which no request starts the release, in milliseconds since 1970, or null. */
  readonly embargo: number | null;
}

/** The first answer to a request for a track that is open to the partner; null: the release starts. */
export function firstAnswer({
  stage,
  held,
  pending,
  embargo,
}: RequestedTrackFacts): RequestAnswer | null {
  const closed = closedAnswer(stage);
  if (closed) return closed;
  if (pending >= MAX_PENDING)
    return { answer: 'refused', code: 'too-many', reason: 'too many requests wait for this track' };
  if (stage !== 'approved')
    return remembered('the release starts once the track is approved', embargo);
  if (held)
    return remembered('the track is on hold: the release starts once it is resumed', embargo);
  return embargo === null ? null : embargoed(embargo);
}

/** The first answer to a request for a release of approved versions that waits for its date or a request. */
export function firstReleaseAnswer({
  pending,
  embargo,
}: Pick<RequestedTrackFacts, 'pending' | 'embargo'>): RequestAnswer {
  if (embargo === null) return ACCEPTED;
  return pending >= MAX_PENDING
    ? { answer: 'refused', code: 'too-many', reason: 'too many requests wait for this release' }
    : embargoed(embargo);
}

const remembered = (reason: string, embargo: number | null): RequestAnswer => ({
  answer: 'remembered',
  reason: embargo === null ? reason : `${reason}, and not before ${formatInstant(embargo)}`,
});

const embargoed = (embargo: number): RequestAnswer => ({
  answer: 'remembered',
  reason: `the release starts at its date, ${formatInstant(embargo)}`,
});
