import type { AudioActivities, CatalogActivities, HistoryActivities, InferenceActivities, IntegrationActivities, PolicyActivities } from '@fermata/activities';
import { TASK_QUEUES } from '@fermata/contracts';
import { retryClasses } from '@fermata/temporal-config/retry-classes';
import { proxyActivities } from '@temporalio/workflow';

// One proxy for each retry class and queue; the class gives its reason in temporal-config.
export const catalog = proxyActivities<CatalogActivities>({ ...retryClasses.writes, taskQueue: TASK_QUEUES.control });
export const policy = proxyActivities<PolicyActivities>({ ...retryClasses.reads, taskQueue: TASK_QUEUES.control });
export const inference = proxyActivities<InferenceActivities>({ ...retryClasses.compute, taskQueue: TASK_QUEUES.inference });
export const audio = proxyActivities<AudioActivities>({ ...retryClasses.compute, taskQueue: TASK_QUEUES.audio });
export const integration = proxyActivities<IntegrationActivities>({ ...retryClasses.partner, taskQueue: TASK_QUEUES.integration });
export const history = proxyActivities<HistoryActivities>({ ...retryClasses.compute, taskQueue: TASK_QUEUES.control });
