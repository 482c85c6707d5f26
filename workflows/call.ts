import type { ActivityOptions } from '@temporalio/workflow';
import { activityPriority, type WorkClass } from '@fermata/temporal-config/priorities';
import { shortened } from '@fermata/temporal-config/shortened';

/** An activity of a proxy. */
export interface Callable<Input, Result> {
  executeWithOptions(options: ActivityOptions, args: [] | [input: Input]): Promise<Result>;
}

/**
 * Calls an activity. `summary`: its name in the Temporal UI. `work`: its priority, if it differs from its proxy's.
 * `limitMs`: for all attempts together.
 */
export function call<Input, Result>(
  activity: Callable<Input, Result>,
  summary: string,
  input: NoInfer<Input>,
  { work, limitMs }: { readonly work?: WorkClass; readonly limitMs?: number } = {},
): Promise<Result> {
  return activity.executeWithOptions(
    {
      summary: shortened(summary),
      ...(work === undefined ? {} : { priority: activityPriority(work) }),
      ...(limitMs === undefined ? {} : { scheduleToCloseTimeout: limitMs }),
    },
    [input],
  );
}
