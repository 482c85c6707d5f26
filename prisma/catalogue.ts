import type { AmendmentRepository } from './amendment/amendment-repository.ts';
import type { AssetRepository } from './asset/asset-repository.ts';
import type { RecipeRepository } from './asset/recipe-repository.ts';
import type { Audit } from './audit/audit.ts';
import type { ResultCache } from './cache/result-cache.ts';
import type { StepResultRepository } from './cache/step-result-repository.ts';
import type { BudgetRepository } from './cost/budget-repository.ts';
import type { CostLedger } from './cost/cost-ledger.ts';
import type { EventStore } from './events/event-store.ts';
import type { ActorRepository } from './identity/actor-repository.ts';
import type { KeyRepository } from './identity/key-repository.ts';
import type { TokenRepository } from './identity/token-repository.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { MaterialRepository } from './material/material-repository.ts';
import type { Figures } from './metrics/read-figures.ts';
import type { ModelRepository } from './model/model-repository.ts';
import type { OfferAddressRepository } from './offer/offer-address-repository.ts';
import type { OpenReleaseRepository } from './open-track/open-release-repository.ts';
import type { OpenTrackRepository } from './open-track/open-track-repository.ts';
import type { OrderRepository } from './order/order-repository.ts';
import type { PartnerRequestRepository } from './partner-request/partner-request-repository.ts';
import type { PartnerCircuits } from './partner/partner-circuits.ts';
import type { PartnerKeyRepository } from './partner/partner-key-repository.ts';
import type { PartnerPingRepository } from './partner/partner-ping-repository.ts';
import type { PartnerRepository } from './partner/partner-repository.ts';
import type { PreviewRepository } from './preview/preview-repository.ts';
import type { ProfileRepository } from './profile/profile-repository.ts';
import type { ProjectHoldRepository } from './project-hold/project-hold-repository.ts';
import type { RecallRepository } from './recall/recall-repository.ts';
import type { RedeliveryRepository } from './redelivery/redelivery-repository.ts';
import type { IdentifierRegistry } from './release/identifier-registry.ts';
import type { ReleaseAuthority } from './release/release-authority.ts';
import type { ReleaseContentRepository } from './release/release-content-repository.ts';
import type { ReleaseRepository } from './release/release-repository.ts';
import type { ReviewMinimumRepository } from './review/review-minimum-repository.ts';
import type { ReviewRepository } from './review/review-repository.ts';
import type { Outbox } from './subscription/outbox.ts';
import type { SubscriptionRepository } from './subscription/subscription-repository.ts';
import type { TitleRegistry } from './track/title-registry.ts';
import type { TrackRepository } from './track/track-repository.ts';
import type { UsageProgressRepository } from './usage/usage-progress-repository.ts';
import type { UsageRepository } from './usage/usage-repository.ts';
import type { VersionRepository } from './version/version-repository.ts';
import type { WithdrawalRepository } from './withdrawal/withdrawal-repository.ts';

/**
 * The ports of the catalogue; a user takes those it needs. A query names its project and returns nothing of other
 * projects, except those that say so. Times are ISO 8601 in UTC.
 */
export interface Catalogue {
  events: EventStore;
  tracks: TrackRepository;
  openTracks: OpenTrackRepository;
  openReleases: OpenReleaseRepository;
  versions: VersionRepository;
  reviews: ReviewRepository;
  reviewMinimum: ReviewMinimumRepository;
  profiles: ProfileRepository;
  projectHolds: ProjectHoldRepository;
  identifiers: IdentifierRegistry;
  titles: TitleRegistry;
  recipes: RecipeRepository;
  assets: AssetRepository;
  materials: MaterialRepository;
  previews: PreviewRepository;
  offerAddresses: OfferAddressRepository;
  releases: ReleaseRepository;
  releaseContents: ReleaseContentRepository;
  amendments: AmendmentRepository;
  redeliveries: RedeliveryRepository;
  withdrawals: WithdrawalRepository;
  recalls: RecallRepository;
  models: ModelRepository;
  authority: ReleaseAuthority;
  inbox: Inbox;
  requests: PartnerRequestRepository;
  orders: OrderRepository;
  usage: UsageRepository;
  usageProgress: UsageProgressRepository;
  partners: PartnerRepository;
  partnerCircuits: PartnerCircuits;
  partnerKeys: PartnerKeyRepository;
  partnerPings: PartnerPingRepository;
  subscriptions: SubscriptionRepository;
  outbox: Outbox;
  tokens: TokenRepository;
  keys: KeyRepository;
  actors: ActorRepository;
  costs: CostLedger;
  budgets: BudgetRepository;
  steps: StepResultRepository;
  cache: ResultCache;
  audit: Audit;
  /** For operations, over all projects. */
  figures(): Promise<Figures>;
  /** Throws if the database does not answer or lacks the newest migration. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
