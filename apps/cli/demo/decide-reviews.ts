import type { ApiClient } from '@fermata/clients/api';
import { ApiError } from '@fermata/clients/api';
import { oneLine } from '@fermata/clients/words';
import { SignalTicket } from '@fermata/contracts/http';
import type { TrackView } from '@fermata/contracts/http';
import { approvalInstructions } from './approval-instructions.ts';

type ReviewOptions = {
  reviewer: ApiClient;
  approve: boolean;
  dataDir: string;
  temporalUi: string | null;
  /** The local file of the version's audio. */
  listen: (track: TrackView) => Promise<string>;
  print: (text: string) => void;
};

/** For each opened review: approves it, or prints once how a person can decide. */
export function decideReviews({
  reviewer,
  approve,
  dataDir,
  temporalUi,
  listen,
  print: print,
}: ReviewOptions): (track: TrackView) => Promise<void> {
  const handled = new Set<string>();
  return async (track) => {
    const { stage, held, review } = track;
    if (
      stage !== 'review' ||
      held ||
      review === null ||
      review.state !== 'open' ||
      handled.has(review.reviewId)
    )
      return;
    try {
      if (approve) {
        const answer = await reviewer.command(`/v1/reviews/${review.reviewId}/approve`, {
          versionSha256: review.versionSha256,
          note: 'Approved by the demo.',
        });
        if (answer.outcome === 'refused')
          print(`The approval was refused (${answer.reason}): ${oneLine(answer.detail)}`);
      } else {
        const ticket = await reviewer.post(
          `/v1/reviews/${review.reviewId}/ticket`,
          { verdict: 'approve' },
          SignalTicket,
        );
        print(
          approvalInstructions(review, ticket, {
            sound: await listen(track),
            apiUrl: reviewer.url,
            dataDir,
            temporalUi,
          }),
        );
      }
      handled.add(review.reviewId);
    } catch (error) {
      // The API may be unavailable for a moment; the next update of the track tries again.
      if (!(error instanceof ApiError) || !error.transient) throw error;
    }
  };
}
