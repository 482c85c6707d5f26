import { projectAmendment } from './amendment/amendment-projection.ts';
import { amendmentTable } from './amendment/amendment-row.ts';
import { projectBudget } from './cost/budget-projection.ts';
import { budgetTable } from './cost/budget-row.ts';
import { projectModel, projectRemoteModels } from './model/model-projection.ts';
import { modelTable, remoteModelsTable } from './model/model-row.ts';
import { projectOffer } from './offer/offer-projection.ts';
import { offerTable } from './offer/offer-row.ts';
import { projectPartnerPause } from './partner/partner-pause-projection.ts';
import { partnerPauseTable } from './partner/partner-pause-row.ts';
import { projectProfile } from './profile/profile-projection.ts';
import { profileTable } from './profile/profile-row.ts';
import { projectHold } from './project-hold/project-hold-projection.ts';
import { projectHoldTable } from './project-hold/project-hold-row.ts';
import type { ApplyEvent } from './projection/projection.ts';
import { projectRecall } from './recall/recall-projection.ts';
import { recallTable } from './recall/recall-row.ts';
import { projectRedelivery } from './redelivery/redelivery-projection.ts';
import { projectRelease } from './release/release-projection.ts';
import { releaseTable } from './release/release-row.ts';
import { projectReviewMinimum } from './review/review-minimum-projection.ts';
import { reviewMinimumTable } from './review/review-minimum-row.ts';
import { projectDecision, projectReview } from './review/review-projection.ts';
import { decisionTable, reviewTable } from './review/review-rows.ts';
import { projectCandidate } from './track/candidate-projection.ts';
import { candidateTable } from './track/candidate-row.ts';
import { projectTrack } from './track/track-projection.ts';
import { trackTable } from './track/track-row.ts';
import { projectVersion } from './version/version-projection.ts';
import { versionTable } from './version/version-row.ts';
import { projectWithdrawal } from './withdrawal/withdrawal-projection.ts';
import { withdrawalTable } from './withdrawal/withdrawal-row.ts';

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
  partnerPauseTable,
  modelTable,
  remoteModelsTable,
];

const APPLY_EVENT: readonly ApplyEvent[] = [
  projectTrack,
  projectCandidate,
  projectVersion,
  projectReview,
  projectDecision,
  projectRelease,
  projectOffer,
  projectRedelivery,
  projectAmendment,
  projectWithdrawal,
  projectRecall,
  projectBudget,
  projectReviewMinimum,
  projectProfile,
  projectHold,
  projectPartnerPause,
  projectModel,
  projectRemoteModels,
];

/** The changes of all projections for an event, in the order of the list above. */
export const applyEvent: ApplyEvent = (event, subject) =>
  APPLY_EVENT.flatMap((apply) => apply(event, subject));
