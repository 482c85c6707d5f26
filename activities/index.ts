import type { WorkflowClient } from '@temporalio/client';
import type { CacheLimits, LanguageModelSettings } from '@fermata/contracts/settings';
import type { TaskQueue } from '@fermata/contracts/temporal';
import type { RateCard } from '@fermata/domain/cost';
import { ModelCircuit } from '@fermata/domain/model';
import { CALL_ERRORS, openLanguageModel, openModels } from '@fermata/models';
import { type PartnerConnections, postPinned } from '@fermata/partners';
import type { Policy } from '@fermata/policy';
import type { Catalogue, CheckpointSigner } from '@fermata/prisma';
import type { AssetStore, CheckpointStore } from '@fermata/storage';
import type { SecretBox } from '@fermata/temporal-config/secret-box';
import { createAudioActivities } from './audio/create-audio-activities.ts';
import type { EngineRegistry } from './caches/engine-registry.ts';
import { createAdmissionActivities } from './control/create-admission-activities.ts';
import { createAuthorityActivities } from './control/create-authority-activities.ts';
import { createCacheActivities } from './control/create-cache-activities.ts';
import { createCatalogueActivities } from './control/create-catalogue-activities.ts';
import { createCheckpointActivities } from './control/create-checkpoint-activities.ts';
import { createHistoryActivities } from './control/create-history-activities.ts';
import { createOrderActivities } from './control/create-order-activities.ts';
import { createPartnerMessageActivities } from './control/create-partner-message-activities.ts';
import { createPartnerRequestActivities } from './control/create-partner-request-activities.ts';
import { createPolicyActivities } from './control/create-policy-activities.ts';
import { createProgressActivities } from './control/create-progress-activities.ts';
import { createRecallActivities } from './control/create-recall-activities.ts';
import { createReleaseWaitActivities } from './control/create-release-wait-activities.ts';
import { createTokenActivities } from './control/create-token-activities.ts';
import { createInferenceActivities } from './inference/create-inference-activities.ts';
import type { SoundFontFile } from './inference/sound-font-file.ts';
import { SoundFontPublisher } from './inference/sound-font-publisher.ts';
import { createIntegrationActivities } from './integration/create-integration-activities.ts';
import { createSubscriptionActivities } from './integration/create-subscription-activities.ts';
import { AssetLinker } from './steps/asset-linker.ts';

export { saleOfRelease } from './control/sale-of-release.ts';
export { EngineRegistry } from './caches/engine-registry.ts';
export { takeTurn } from './integration/call-through-circuit.ts';
export { openSoundFontFile } from './inference/sound-font-file.ts';
export type { AdmissionActivities } from './control/create-admission-activities.ts';
export type { AudioActivities } from './audio/create-audio-activities.ts';
export type { AuthorityActivities } from './control/create-authority-activities.ts';
export type { CacheActivities } from './control/create-cache-activities.ts';
export type { CatalogueActivities } from './control/create-catalogue-activities.ts';
export type {
  CheckpointActivities,
  CheckpointResult,
} from './control/create-checkpoint-activities.ts';
export type { HistoryActivities } from './control/create-history-activities.ts';
export type { InferenceActivities } from './inference/create-inference-activities.ts';
export type { SubscriptionActivities } from './integration/create-subscription-activities.ts';
export type { IntegrationActivities } from './integration/create-integration-activities.ts';
export type { OrderActivities } from './control/create-order-activities.ts';
export type { PartnerMessageActivities } from './control/create-partner-message-activities.ts';
export type { PartnerRequestActivities } from './control/create-partner-request-activities.ts';
export type { RecallActivities } from './control/create-recall-activities.ts';
export type { ProgressActivities } from './control/create-progress-activities.ts';
export type { ReleaseWaitActivities } from './control/create-release-wait-activities.ts';
export type { TokenActivities } from './control/create-token-activities.ts';
export type PolicyActivities = ReturnType<typeof createPolicyActivities>;

export interface ActivityDeps {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  readonly engines: EngineRegistry;
  readonly policy: Policy;
  readonly partners: PartnerConnections;
  readonly workflows: WorkflowClient;
  readonly tokenSecret: string;
  readonly checkpoints: CheckpointStore;
  /** Absent in a process that does not serve the task queue `control`. */
  readonly checkpointSigner?: CheckpointSigner | undefined;
  /** Keys that signed checkpoints earlier. */
  readonly checkpointPublicKeys?: readonly string[];
  /** Asks for a checkpoint of the event log. A failure only delays it until the schedule's next run. */
  readonly requestCheckpoint: () => Promise<void>;
  /** Opens the secrets of subscriptions and partners. */
  readonly secrets: SecretBox;
  /** Exact host:port pairs of subscribers that may have private addresses. */
  readonly subscriberHosts: readonly string[];
  /** The same for partners that people added. */
  readonly partnerHosts: readonly string[];
  readonly rates: RateCard;
  readonly cacheLimits: CacheLimits;
  /** The SoundFont that briefs may ask for; none when absent. */
  readonly soundFont?: SoundFontFile | undefined;
  /** Reads the words of briefs that nothing else understands; none when absent. */
  readonly languageModel?: LanguageModelSettings | undefined;
}

/** Every activity, by the task queue that runs it. */
export function createActivities(deps: ActivityDeps) {
  const linker = new AssetLinker(deps.catalogue, deps.assets);
  const soundFonts = new SoundFontPublisher(deps);
  const models = openModels();
  return {
    control: {
      ...createCatalogueActivities(deps),
      ...createAuthorityActivities(deps),
      ...createPartnerMessageActivities(deps),
      ...createReleaseWaitActivities(deps),
      ...createProgressActivities(deps),
      ...createTokenActivities(deps),
      ...createPartnerRequestActivities(deps),
      ...createOrderActivities(deps),
      ...createRecallActivities(deps),
      ...createPolicyActivities(deps),
      ...createHistoryActivities(deps),
      ...createCacheActivities(deps),
      ...createCheckpointActivities(deps),
      ...createAdmissionActivities(deps),
    },
    inference: createInferenceActivities({
      ...deps,
      ...{ linker, models, soundFonts },
      languageModel:
        deps.languageModel &&
        openLanguageModel(deps.languageModel, {
          post: postPinned,
          records: deps.catalogue,
          circuit: new ModelCircuit(CALL_ERRORS),
        }),
    }),
    audio: createAudioActivities({ ...deps, linker, models }),
    integration: {
      ...createIntegrationActivities({
        ...deps,
        managedPartners: deps.catalogue.partners,
        pauses: deps.catalogue.partnerPauses,
        calls: deps.catalogue.partnerCalls,
        circuits: deps.catalogue.partnerCircuits,
        authority: deps.catalogue.authority,
        holds: deps.catalogue.projectHolds,
        requests: deps.catalogue.requests,
        orders: deps.catalogue.orders,
        inbox: deps.catalogue.inbox,
      }),
      ...createSubscriptionActivities(deps),
    },
  } satisfies Record<TaskQueue, object>;
}
