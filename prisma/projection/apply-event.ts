import type { NewEvent } from '@fermata/contracts/events';
import { applyToBudget } from './budget.ts';
import { applyToCandidate } from './candidate.ts';
import type { Change } from './change.ts';
import { applyToDelivery, applyToRelease, applyToWithdrawal } from './release.ts';
import { applyToDecision, applyToReview } from './review.ts';
import type { Subject } from './subject.ts';
import { applyToTrack } from './track.ts';
import { applyToVersion } from './version.ts';

const TABLES = [
  applyToTrack,
  applyToCandidate,
  applyToVersion,
  applyToReview,
  applyToDecision,
  applyToRelease,
  applyToDelivery,
  applyToWithdrawal,
  applyToBudget,
];

/** What an event changes in the projections. Pure: the event and its stream's subject say all. */
export const applyEvent = (event: NewEvent, subject: Subject): Change[] =>
  TABLES.flatMap((apply) => apply(event, subject));
