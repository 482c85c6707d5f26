import { proxyActivities } from '@temporalio/workflow';
import type {
  AudioActivities,
  CacheActivities,
  CatalogueActivities,
  HistoryActivities,
  InferenceActivities,
  IntegrationActivities,
  PolicyActivities,
} from '@fermata/activities';
import { TASK_QUEUES } from '@fermata/contracts/temporal';
import { retryClasses } from '@fermata/temporal-config/retry-classes';

type Proxy<Activities> = ReturnType<typeof proxyActivities<Activities>>;

// One proxy for each retry class and queue; the class gives its reason in temporal-config.
export const catalogue: Proxy<CatalogueActivities> = proxyActivities<CatalogueActivities>({
  ...retryClasses.writes,
  taskQueue: TASK_QUEUES.control,
});
export const policy: Proxy<PolicyActivities> = proxyActivities<PolicyActivities>({
  ...retryClasses.reads,
  taskQueue: TASK_QUEUES.control,
});
export const inference: Proxy<InferenceActivities> = proxyActivities<InferenceActivities>({
  ...retryClasses.compute,
  taskQueue: TASK_QUEUES.inference,
});
export const audio: Proxy<AudioActivities> = proxyActivities<AudioActivities>({
  ...retryClasses.compute,
  taskQueue: TASK_QUEUES.audio,
});
export const integration: Proxy<IntegrationActivities> = proxyActivities<IntegrationActivities>({
  ...retryClasses.partner,
  taskQueue: TASK_QUEUES.integration,
});
export const cache: Proxy<CacheActivities> = proxyActivities<CacheActivities>({
  ...retryClasses.compute,
  taskQueue: TASK_QUEUES.control,
});
export const history: Proxy<HistoryActivities> = proxyActivities<HistoryActivities>({
  ...retryClasses.compute,
  taskQueue: TASK_QUEUES.control,
});
