import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { repositoryRoot } from '@fermata/stack';

/** The bundle that the worker runs. */
const codePath = join(repositoryRoot, 'apps/worker/dist/workflow-bundle.js');
// A replay that goes well is not worth a line.
Runtime.install({ logger: new DefaultLogger('ERROR') });
// Spans of a replay go nowhere; without the sink each would be a logged error.
const sinks = { exporter: { export: { fn: () => undefined } } };

export interface RecordedHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Replays histories on today's code; answers how many. Throws with the workflow's id where the code has gone another way. */
export async function replayAll(
  histories: AsyncIterable<RecordedHistory> | Iterable<RecordedHistory>,
): Promise<number> {
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: { codePath }, sinks },
    histories,
  )) {
    if (error) throw new Error(`${workflowId} does not replay: ${error.message}`, { cause: error });
    replayed += 1;
  }
  return replayed;
}

/** Replays every history that this Temporal holds, of finished workflows and of those under way. */
export function replayHistories(client: Client): Promise<number> {
  return replayAll(historiesOf(client));
}

async function* historiesOf(client: Client): AsyncGenerator<RecordedHistory> {
  for await (const { workflowId, runId } of client.workflow.list())
    yield {
      workflowId,
      history: await client.workflow.getHandle(workflowId, runId).fetchHistory(),
    };
}
