import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { repositoryRoot } from '@fermata/stack';

/** The worker's bundle. */
const codePath = join(repositoryRoot, 'apps/worker/dist/workflow-bundle.js');
// Successful replays log nothing.
Runtime.install({ logger: new DefaultLogger('ERROR') });
// Discards spans of a replay; without the sink each would log an error.
const sinks = { exporter: { export: { fn: () => undefined } } };

export interface RecordedHistory {
  readonly workflowId: string;
  readonly history: unknown;
}

/** Replays histories on the current code and returns their number. Throws with the workflow id on a mismatch. */
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

/** Replays every history in this Temporal, of closed and running workflows. */
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
