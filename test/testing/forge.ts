import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { NOT_AUTHORISED, TASK_QUEUES } from '@fermata/contracts/temporal';
import { openCatalogue } from '@fermata/prisma';
import type { TestStack } from './test-stack.ts';

/** Starts a workflow as anybody who reaches Temporal can, and answers why it was refused. */
export async function forge(
  testStack: TestStack,
  type: string,
  workflowId: string,
  input: object,
): Promise<string> {
  const client = await testStack.temporal();
  const failure: unknown = await client.workflow
    .execute(type, { workflowId, taskQueue: TASK_QUEUES.control, args: [input] })
    .catch((error: unknown) => error);
  if (!(failure instanceof WorkflowFailedError)) throw new Error(`${workflowId} did not fail`);
  // The workflow's own failure, or that of the activity that refused.
  for (let cause = failure.cause; cause instanceof Error; cause = cause.cause as Error | undefined)
    if (cause instanceof ApplicationFailure && cause.type === NOT_AUTHORISED) return cause.message;
  throw new Error(`${workflowId} failed otherwise`, { cause: failure });
}

export async function onCatalogue<T>(
  testStack: TestStack,
  use: (catalogue: Awaited<ReturnType<typeof openCatalogue>>) => Promise<T>,
): Promise<T> {
  const catalogue = await openCatalogue({ databaseUrl: testStack.variable('DATABASE_URL') });
  return use(catalogue).finally(() => catalogue.close());
}

/** The last refusal that the project's record names the workflow with. */
export const refusalOf = (testStack: TestStack, workflowId: string) =>
  onCatalogue(testStack, async ({ events }) => {
    const recorded = await events.readStream('project/default');
    return recorded.findLast((event) => event.workflowId === workflowId);
  });
