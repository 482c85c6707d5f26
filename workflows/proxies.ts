import { proxyActivities } from '@temporalio/workflow';
import type {
  AdmissionActivities,
  AudioActivities,
  AuthorityActivities,
  CacheActivities,
  CatalogueActivities,
  CheckpointActivities,
  HistoryActivities,
  InferenceActivities,
  IntegrationActivities,
  OrderActivities,
  PartnerMessageActivities,
  PartnerRequestActivities,
  PolicyActivities,
  ProgressActivities,
  RecallActivities,
  ReleaseWaitActivities,
  SubscriptionActivities,
  TokenActivities,
} from '@fermata/activities';
import { ACTIVITY_RESULTS, type TaskQueue } from '@fermata/contracts/temporal';
import { activityPriority, type WorkClass } from '@fermata/temporal-config/priorities';
import { retryClasses } from '@fermata/temporal-config/retry-classes';
import {
  type CheckedActivities,
  type ResultSchemas,
  withCheckedResults,
} from './with-checked-results.ts';

const results = ACTIVITY_RESULTS;

/** One proxy per kind of activity. temporal-config explains each retry class and priority. */
const proxyFor = <Activities>(
  schemas: ResultSchemas<Activities>,
  taskQueue: TaskQueue,
  retryClass: keyof typeof retryClasses,
  work: WorkClass,
): CheckedActivities<Activities> =>
  withCheckedResults(
    proxyActivities<Record<string, (input: unknown) => Promise<unknown>>>({
      ...retryClasses[retryClass],
      taskQueue,
      priority: activityPriority(work),
    }),
    schemas,
  );

export const catalogue: CheckedActivities<CatalogueActivities> = proxyFor<CatalogueActivities>(
  results.catalogue,
  'control',
  'store',
  'decision',
);
export const authority: CheckedActivities<AuthorityActivities> = proxyFor<AuthorityActivities>(
  results.authority,
  'control',
  'store',
  'decision',
);
export const partnerMessages: CheckedActivities<PartnerMessageActivities> =
  proxyFor<PartnerMessageActivities>(results.partnerMessages, 'control', 'store', 'decision');
export const progress: CheckedActivities<ProgressActivities> = proxyFor<ProgressActivities>(
  results.progress,
  'control',
  'store',
  'decision',
);
export const releaseWaits: CheckedActivities<ReleaseWaitActivities> =
  proxyFor<ReleaseWaitActivities>(results.releaseWaits, 'control', 'store', 'decision');
export const tokens: CheckedActivities<TokenActivities> = proxyFor<TokenActivities>(
  results.tokens,
  'control',
  'store',
  'decision',
);
export const requests: CheckedActivities<PartnerRequestActivities> =
  proxyFor<PartnerRequestActivities>(results.requests, 'control', 'store', 'decision');
export const orders: CheckedActivities<OrderActivities> = proxyFor<OrderActivities>(
  results.orders,
  'control',
  'store',
  'decision',
);
export const recalls: CheckedActivities<RecallActivities> = proxyFor<RecallActivities>(
  results.recalls,
  'control',
  'store',
  'decision',
);
export const policy: CheckedActivities<PolicyActivities> = proxyFor<PolicyActivities>(
  results.policy,
  'control',
  'store',
  'finishing',
);
export const inference: CheckedActivities<InferenceActivities> = proxyFor<InferenceActivities>(
  results.inference,
  'inference',
  'compute',
  'starting',
);
export const audio: CheckedActivities<AudioActivities> = proxyFor<AudioActivities>(
  results.audio,
  'audio',
  'compute',
  'finishing',
);
export const integration: CheckedActivities<IntegrationActivities> =
  proxyFor<IntegrationActivities>(results.integration, 'integration', 'partner', 'finishing');
export const subscriber: CheckedActivities<SubscriptionActivities> =
  proxyFor<SubscriptionActivities>(results.subscriber, 'integration', 'message', 'starting');
export const cache: CheckedActivities<CacheActivities> = proxyFor<CacheActivities>(
  results.cache,
  'control',
  'compute',
  'starting',
);
export const checkpoint: CheckedActivities<CheckpointActivities> = proxyFor<CheckpointActivities>(
  results.checkpoint,
  'control',
  'store',
  'starting',
);
export const history: CheckedActivities<HistoryActivities> = proxyFor<HistoryActivities>(
  results.history,
  'control',
  'compute',
  'starting',
);
export const admission: CheckedActivities<AdmissionActivities> = proxyFor<AdmissionActivities>(
  results.admission,
  'control',
  'compute',
  'decision',
);
