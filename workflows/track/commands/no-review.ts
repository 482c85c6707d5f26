import type { DecisionRefusal } from '@fermata/domain/review';
import type { TrackRun } from '../track-run.ts';

/** Why a decision has no effect on a track that is not in review. */
export const noReview = ({ lifecycle }: TrackRun): DecisionRefusal => ({
  ok: false,
  reason: lifecycle.hasLeftProduction ? 'late' : 'not-now',
  detail: `no review is open (stage ${lifecycle.stage})`,
});
