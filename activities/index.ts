import type { WorkflowClient } from '@temporalio/client';
import type { CacheLimits, RateCard, TaskQueue } from '@fermata/contracts';
import type { Policy } from '@fermata/policy';
import type { Catalogue } from '@fermata/prisma';
import type { AssetStore } from '@fermata/storage';
import { AssetLinker } from './asset-keeper.ts';
import { createAudioActivities } from './audio/create-audio-activities.ts';
import { createCacheActivities } from './catalog/create-cache-activities.ts';
import { createCatalogueActivities } from './catalog/create-catalog-activities.ts';
import { createHistoryActivities } from './catalog/create-history-activities.ts';
import type { EngineRegistry } from './engine-shelf.ts';
import { createInferenceActivities } from './inference/create-inference-activities.ts';
import { createIntegrationActivities } from './integration/create-integration-activities.ts';
import type { PartnerConnections } from './integration/partner-connections.ts';
import { createPolicyActivities } from './policy/create-policy-activities.ts';
import type { SoundFontFile } from './sound-font-file.ts';
import { SoundFontPublisher } from './sound-font-shelf.ts';

export { EngineRegistry } from './engine-shelf.ts';
export { openSoundFontFile } from './sound-font-file.ts';
export type { AudioActivities } from './audio/create-audio-activities.ts';
export type { CacheActivities } from './catalog/create-cache-activities.ts';
export type { CatalogueActivities, VerifiedDecision } from './catalog/create-catalog-activities.ts';
export type { HistoryActivities } from './catalog/create-history-activities.ts';
export type {
  GeneratedCandidate,
  InferenceActivities,
} from './inference/create-inference-activities.ts';
export type { IntegrationActivities } from './integration/create-integration-activities.ts';
export { partnersFromEnvironment } from './integration/partner-connections.ts';
export type PolicyActivities = ReturnType<typeof createPolicyActivities>;

export interface ActivityDeps {
  readonly catalogue: Catalogue;
  readonly assets: AssetStore;
  readonly engines: EngineRegistry;
  readonly policy: Policy;
  readonly partners: PartnerConnections;
  readonly workflows: WorkflowClient;
  readonly tokenSecret: string;
  readonly rates: RateCard;
  readonly cacheLimits: CacheLimits;
  /** The SoundFont that briefs may ask for; none when absent. */
  readonly soundFont?: SoundFontFile | undefined;
}

/** Every activity, by the task queue that runs it. */
export function createActivities(deps: ActivityDeps) {
  const linker = new AssetLinker(deps.catalogue, deps.assets);
  const soundFonts = new SoundFontPublisher(deps);
  return {
    control: {
      ...createCatalogueActivities(deps),
      ...createPolicyActivities(deps),
      ...createHistoryActivities(deps),
      ...createCacheActivities(deps),
    },
    inference: createInferenceActivities({ ...deps, linker: linker, soundFonts }),
    audio: createAudioActivities({ ...deps, linker: linker }),
    integration: createIntegrationActivities(deps),
  } satisfies Record<TaskQueue, object>;
}
