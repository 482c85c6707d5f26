export type { AssetRecord, AssetRepository } from './asset/asset-repository.ts';
export type { RecipeRepository } from './asset/recipe-repository.ts';
export type { Audit } from './audit/audit.ts';
export type { AuditIssue } from './audit/audit-issue.ts';
export type { RebuildReport } from './audit/rebuild.ts';
export type { LogPoint } from './audit/read-log.ts';
export {
  type CheckpointSigner,
  nextCheckpoint,
  openCheckpointSigner,
} from './audit/sign-checkpoint.ts';
export type { AuditReport, VerifyOptions } from './audit/verify.ts';
export {
  checkpointKeyId,
  type CheckpointKeys,
  openCheckpointKeys,
  readCheckpoint,
  type StoredCheckpoint,
  verifyCheckpoints,
} from './audit/verify-checkpoints.ts';
export type { CacheFigures } from './cache/cache-figures.ts';
export type { Eviction } from './cache/evict.ts';
export type { ResultCache } from './cache/result-cache.ts';
export type { StepResult, StepResultRepository } from './cache/step-result-repository.ts';
export type { Catalogue } from './catalogue.ts';
export { errorChain, errorCodes, type ErrorDetails } from './database/error-chain.ts';
export { isFinalError } from './database/is-final-error.ts';
export type { Unsubscribe } from './database/notifications.ts';
export { InvalidCursorError, type Page } from './database/page.ts';
export type { Unsequenced } from './events/event-writer.ts';
export { InvalidEventError, SequenceConflictError, StreamGapError } from './events/errors.ts';
export type { EventStore } from './events/event-store.ts';
export { contentSha256Of, FIRST_PREV_HASH, hashEvent } from './events/hash-event.ts';
export type { RawEvent } from './events/event-row.ts';
export type { ActorRepository } from './identity/actor-repository.ts';
export type { KeyRepository } from './identity/key-repository.ts';
export { type KeySeed, seedKeys } from './identity/seed-keys.ts';
export type { TokenRepository } from './identity/token-repository.ts';
export type { DueWebhook, Inbox, OpenRefusal } from './inbox/inbox.ts';
export type { InboxEntry } from './inbox/inbox-entries.ts';
export type { WebhookRefusal } from './inbox/webhook-receiver.ts';
export type { BudgetRepository, BudgetState } from './cost/budget-repository.ts';
export type {
  CostEntry,
  CostLedger,
  CostReport,
  StoredCostSums,
  TrackCosts,
} from './cost/cost-ledger.ts';
export type { MaterialRepository, NewMaterial } from './material/material-repository.ts';
export type { CostFigures, Figures } from './metrics/read-figures.ts';
export { migrate } from './migrate.ts';
export { openCatalogue } from './open-catalogue.ts';
export type { PreviewRecord, PreviewRepository } from './preview/preview-repository.ts';
export type {
  ModelDecision,
  ModelRepository,
  RemoteModelsRecord,
} from './model/model-repository.ts';
export type { NewRecall, RecallRecord, RecallRepository } from './recall/recall-repository.ts';
export {
  OfferReferenceConflictError,
  type OfferAddressRepository,
} from './offer/offer-address-repository.ts';
export type {
  CreatedRelease,
  ReleaseContentRepository,
} from './release/release-content-repository.ts';
export type { ReleaseRecord, ReleaseRepository } from './release/release-repository.ts';
export type { OrderRecord } from './order/order-repository.ts';
export type {
  StoredAnswer,
  PartnerRequestRepository,
  Requestable,
} from './partner-request/partner-request-repository.ts';
export type { AmendmentRepository } from './amendment/amendment-repository.ts';
export type { ReleaseAuthority } from './release/release-authority.ts';
export type {
  RequestedWithdrawal,
  WithdrawalOutcome,
  WithdrawalRepository,
} from './withdrawal/withdrawal-repository.ts';
export type { ProfileRecord, ProfileRepository } from './profile/profile-repository.ts';
export type { ProjectHoldRepository } from './project-hold/project-hold-repository.ts';
export {
  IdentifierRangeExhaustedError,
  type IdentifierRegistry,
  type IdentifierSubject,
} from './release/identifier-registry.ts';
export type { ReviewMinimumRecord } from './review/review-minimum-repository.ts';
export type { EarlierRecord, ReviewRecord } from './review/review-record.ts';
export type { ReviewRepository } from './review/review-repository.ts';
export type {
  OpenTo,
  OpenTrackRecord,
  OpenTrackRepository,
} from './open-track/open-track-repository.ts';
export type { OpenReleaseRecord } from './open-track/open-release-repository.ts';
export type { PartnerPingRecord } from './partner/partner-ping-repository.ts';
export type { PartnerKeyRecord, PartnerKeyRepository } from './partner/partner-key-repository.ts';
export type { PartnerCalls } from './partner/partner-calls.ts';
export type { PartnerCircuits } from './partner/partner-circuits.ts';
export type { PartnerPause, PartnerPauses } from './partner/partner-pauses.ts';
export type {
  NewPartner,
  PartnerAddress,
  PartnerChanges,
  PartnerRecord,
  PartnerRepository,
} from './partner/partner-repository.ts';
export type { Outbox, SubscriptionKey } from './subscription/outbox.ts';
export type { OutboxPlan } from './subscription/plan-messages.ts';
export type { AttemptResult, DueMessage } from './subscription/record-attempt.ts';
export type {
  AttemptRecord,
  NewSubscription,
  SubscriptionChanges,
  SubscriptionRecord,
  SubscriptionRepository,
} from './subscription/subscription-repository.ts';
export type { TrackCommandContext } from './track/read-command-context.ts';
export type { TrackRecord, TrackRepository } from './track/track-repository.ts';
export type { VersionRecord } from './track/track-views.ts';
export type { UsageFetchKey, UsageProgressRepository } from './usage/usage-progress-repository.ts';
export {
  UsageConflictError,
  type UsageRecord,
  type ReportedUsage,
  type UsageRepository,
  type UsageSum,
} from './usage/usage-repository.ts';
export type { CompletedVersion, VersionRepository } from './version/version-repository.ts';
