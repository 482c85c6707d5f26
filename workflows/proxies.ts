import { type ActivityInterfaceFor, proxyActivities } from '@temporalio/workflow';
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
  PolicyActivities,
  RequestActivities,
  SubscriptionActivities,
  TokenActivities,
} from '@fermata/activities';
import type { TaskQueue } from '@fermata/contracts/temporal';
import { activityPriority, type WorkClass } from '@fermata/temporal-config/priorities';
import { retryClasses } from '@fermata/temporal-config/retry-classes';

/** One proxy per kind of activity. temporal-config explains each retry class and priority. */
const proxyFor = <Activities>(
  taskQueue: TaskQueue,
  retryClass: keyof typeof retryClasses,
  work: WorkClass,
): ActivityInterfaceFor<Activities> =>
  proxyActivities<Activities>({
    ...retryClasses[retryClass],
    taskQueue,
    priority: activityPriority(work),
  });

export const catalogue: ActivityInterfaceFor<CatalogueActivities> = proxyFor(
  'control',
  'store',
  'decision',
);
export const authority: ActivityInterfaceFor<AuthorityActivities> = proxyFor(
  'control',
  'store',
  'decision',
);
export const tokens: ActivityInterfaceFor<TokenActivities> = proxyFor(
  'control',
  'store',
  'decision',
);
export const requests: ActivityInterfaceFor<RequestActivities> = proxyFor(
  'control',
  'store',
  'decision',
);
export const policy: ActivityInterfaceFor<PolicyActivities> = proxyFor(
  'control',
  'store',
  'finishing',
);
export const inference: ActivityInterfaceFor<InferenceActivities> = proxyFor(
  'inference',
  'compute',
  'starting',
);
export const audio: ActivityInterfaceFor<AudioActivities> = proxyFor(
  'audio',
  'compute',
  'finishing',
);
export const integration: ActivityInterfaceFor<IntegrationActivities> = proxyFor(
  'integration',
  'partner',
  'finishing',
);
export const subscriber: ActivityInterfaceFor<SubscriptionActivities> = proxyFor(
  'integration',
  'message',
  'starting',
);
export const cache: ActivityInterfaceFor<CacheActivities> = proxyFor(
  'control',
  'compute',
  'starting',
);
export const checkpoint: ActivityInterfaceFor<CheckpointActivities> = proxyFor(
  'control',
  'store',
  'starting',
);
export const history: ActivityInterfaceFor<HistoryActivities> = proxyFor(
  'control',
  'compute',
  'starting',
);
export const admission: ActivityInterfaceFor<AdmissionActivities> = proxyFor(
  'control',
  'compute',
  'decision',
);
