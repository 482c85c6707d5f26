import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
} from '@temporalio/worker';
import type { noOpWorkflow } from './no-op-workflow.ts';

const IN_FLIGHT = 50;
const ACTIVITIES_EACH = 10;

/** No-op activities per second with 50 concurrent workflows: the limit of this Temporal server. */
export async function noOpActivities(address: string): Promise<number> {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger });
  const taskQueue = `bench-${randomUUID()}`;
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./no-op-workflow.js', import.meta.url)),
    logger,
  });
  const connection = await NativeConnection.connect({ address });
  const client = new Client({ connection: await Connection.connect({ address }) });
  try {
    const worker = await Worker.create({
      connection,
      taskQueue,
      workflowBundle,
      activities: { nothing: async () => undefined },
    });
    return await worker.runUntil(async () => {
      const start = performance.now();
      await Promise.all(
        Array.from({ length: IN_FLIGHT }, () =>
          client.workflow.execute<typeof noOpWorkflow>('noOpWorkflow', {
            taskQueue,
            workflowId: randomUUID(),
            args: [ACTIVITIES_EACH],
          }),
        ),
      );
      return (IN_FLIGHT * ACTIVITIES_EACH) / ((performance.now() - start) / 1000);
    });
  } finally {
    await client.connection.close();
    await connection.close();
  }
}
