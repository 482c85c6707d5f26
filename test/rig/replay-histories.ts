import { join } from 'node:path';
import { repositoryRoot } from '@fermata/stack';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

/** The bundle that the worker runs. */
const codePath = join(repositoryRoot, 'apps/worker/dist/workflow-bundle.js');

// A replay that goes well is not worth a line.
Runtime.install({ logger: new DefaultLogger('ERROR') });
// Spans of a replay go nowhere; without the sink each would be a logged error.
const sinks = { exporter: { export: { fn: () => undefined } } };

/** Replays every history of these workflows, finished or not, on today's code. Throws with the workflow's id where the code has gone another way. */
export async function replayHistories(client: Client, query: string): Promise<number> {
  const histories = (async function* () {
    for await (const { workflowId, runId } of client.workflow.list({ query })) yield { workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
  })();
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath }, sinks }, histories)) {
    if (error) throw new Error(`${workflowId} does not replay: ${error.message}`, { cause: error });
    replayed += 1;
  }
  return replayed;
}
