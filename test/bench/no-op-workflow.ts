import { proxyActivities } from '@temporalio/workflow';

const { nothing } = proxyActivities<{ nothing(): Promise<void> }>({
  startToCloseTimeout: '1 minute',
});

/** Calls an activity that does nothing, `count` times, one after another. */
export async function noOpWorkflow(count: number): Promise<void> {
  for (let done = 0; done < count; done++) await nothing();
}
