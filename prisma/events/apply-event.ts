import type { NewEvent } from '@fermata/contracts/events';
import { projectBudget } from '../ledger/budget-projection.ts';
import { budgetTable } from '../ledger/budget-row.ts';
import { projectProfile } from '../profile/profile-projection.ts';
import { profileTable } from '../profile/profile-row.ts';
import { projectHold } from '../project-hold/project-hold-projection.ts';
import { projectHoldTable } from '../project-hold/project-hold-row.ts';
import type { Change, Project } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { projectRecall } from '../recall/recall-projection.ts';
import { recallTable } from '../recall/recall-row.ts';
import {
  projectAmendment,
  projectOffer,
  projectRelease,
  projectWithdrawal,
} from '../release/release-projection.ts';
import {
  amendmentTable,
  offerTable,
  releaseTable,
  withdrawalTable,
} from '../release/release-rows.ts';
import { projectReviewMinimum } from '../review/review-minimum-projection.ts';
import { reviewMinimumTable } from '../review/review-minimum-row.ts';
import { projectDecision, projectReview } from '../review/review-projection.ts';
import { decisionTable, reviewTable } from '../review/review-rows.ts';
import { projectCandidate } from '../track/candidate-projection.ts';
import { candidateTable } from '../track/candidate-row.ts';
import { projectTrack } from '../track/track-projection.ts';
import { trackTable } from '../track/track-row.ts';
import { projectVersion } from '../version/version-projection.ts';
import { versionTable } from '../version/version-row.ts';

/** The tables that are written only by applying events. */
export const PROJECTIONS = [
  trackTable,
  candidateTable,
  versionTable,
  reviewTable,
  decisionTable,
  releaseTable,
  offerTable,
  amendmentTable,
  withdrawalTable,
  recallTable,
  budgetTable,
  reviewMinimumTable,
  profileTable,
  projectHoldTable,
];

const PROJECT: readonly Project[] = [
  projectTrack,
  projectCandidate,
  projectVersion,
  projectReview,
  projectDecision,
  projectRelease,
  projectOffer,
  projectAmendment,
  projectWithdrawal,
  projectRecall,
  projectBudget,
  projectReviewMinimum,
  projectProfile,
  projectHold,
];

/** The changes of all projections for an event. Pure: they follow from the event and its stream's subject. */
export const applyEvent = (event: NewEvent, subject: Subject): Change[] =>
  PROJECT.flatMap((project) => project(event, subject));
