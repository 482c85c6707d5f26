import { ApplicationFailure, log } from '@temporalio/workflow';
import type { z } from 'zod';
import { formatIssues } from '@fermata/contracts/values';
import { shortened } from '@fermata/temporal-config/shortened';
import type { Callable } from './call.ts';

/** One schema for each activity of the interface. */
export type ResultSchemas<Activities> = {
  readonly [Name in keyof Activities]: Activities[Name] extends (...args: never) => infer Result
    ? z.ZodType<Awaited<Result>>
    : never;
};
export type CheckedActivities<Activities> = {
  readonly [Name in keyof Activities]: Activities[Name] extends (
    ...args: infer Args
  ) => infer Result
    ? Callable<Args[0], Awaited<Result>>
    : never;
};

/** Any client with access to Temporal can complete an attempt of an activity with a forged result. */
const MAX_ATTEMPTS = 3;

/**
 * Activities whose results are parsed. An invalid result does not come from our workers, so the
 * activity runs again. After the last attempt its step fails with `BadResultError` and is compensated; an unparsed
 * result would fail every later task of the workflow.
 */
export function withCheckedResults<Activities>(
  proxies: Readonly<Record<string, Callable<unknown, unknown> | undefined>>,
  schemas: ResultSchemas<Activities>,
): CheckedActivities<Activities> {
  const checked = Object.entries<z.ZodType>(schemas).map(([name, schema]) => [
    name,
    {
      async executeWithOptions(
        ...call: Parameters<Callable<unknown, unknown>['executeWithOptions']>
      ) {
        for (let attempt = 1; ; attempt++) {
          const parsed = schema.safeParse(await proxies[name]?.executeWithOptions(...call));
          if (parsed.success) return parsed.data;
          const issue = shortened(
            `${name} returned no valid result: ${formatIssues(parsed.error)}`,
          );
          log.error(issue, { attempt });
          if (attempt === MAX_ATTEMPTS)
            throw ApplicationFailure.nonRetryable(issue, 'BadResultError');
        }
      },
    },
  ]);
  // By ResultSchemas, the schemas have the names and the results of the activities.
  return Object.fromEntries(checked) as CheckedActivities<Activities>;
}
