import type { Stage } from '@fermata/contracts/values';

/** The facts about the track of a recording on which releases that people create depend. */
export interface RecordedTrack {
  readonly trackId: string;
  readonly stage: Stage;
  /** Whether a person has withdrawn its own release, rather than the terms or the request of a partner. */
  readonly withdrawnByPerson: boolean;
}

/**
 * Why no release that a person creates may have an approved version of the track, or null. The approval of the version
 * decides: the end of the track's own release forbids nothing, whether partners have rejected it, it has failed, or its
 * terms or a partner have taken it down. The decision of a person to end the track does.
 */
export function unreleasableIssue({
  trackId,
  stage,
  withdrawnByPerson,
}: RecordedTrack): string | null {
  switch (stage) {
    case 'approved':
    case 'publishing':
    case 'published':
    case 'delisted':
    case 'archived':
    case 'failed':
      return null;
    case 'withdrawn':
      return withdrawnByPerson ? `a person has withdrawn ${trackId}` : null;
    case 'cancelled':
      return `a person has cancelled ${trackId}`;
    default:
      return `${trackId} is ${stage}, not approved`;
  }
}

/** Why a release of approved versions of these tracks cannot start any more, or null. */
export function unreleasableTrackIssue(tracks: readonly RecordedTrack[]): string | null {
  for (const track of tracks) {
    const issue = unreleasableIssue(track);
    if (issue !== null) return issue;
  }
  return null;
}
