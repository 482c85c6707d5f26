import type { ReleasedVersion } from '@fermata/contracts/values';
import { ReviewRound, type RoundSubject } from '@fermata/domain/review';
import type { JournalEntry } from '../journal.ts';
import type { TrackRun } from './track-run.ts';

/** Enters the review of a version. `finished`: the events of the stage before. */
export async function openReview(
  run: TrackRun,
  version: ReleasedVersion,
  finished: readonly JournalEntry[],
): Promise<void> {
  const terms = run.input.review;
  const { reviewId, reviewed } = reviewSubject(run, version);
  await run.advance('policy-allowed', finished, {
    onEntry: () => {
      const round = new ReviewRound(reviewSubject(run, version), terms, Date.now());
      run.round = round;
      const expiresAt = new Date(round.expiresAt).toISOString();
      return [
        {
          type: 'review.opened',
          data: { reviewId, ...reviewed, terms, expiresAt },
        },
      ];
    },
  });
}

/** The subject of a review of the version. */
export function reviewSubject(
  run: TrackRun,
  { version, versionSha256 }: ReleasedVersion,
): RoundSubject {
  const { trackId, projectId, requestedBy } = run.input;
  const { reviewId, earlier } = run;
  return {
    reviewId,
    trackId,
    projectId,
    requestedBy,
    reviewed: { version, versionSha256 },
    earlier,
  };
}
