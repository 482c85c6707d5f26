import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { repositoryRoot } from '@fermata/stack';
import { temporalConnection } from '@fermata/temporal-config/connection';

/**
 * Records a workflow's history as a golden history: `node test/dist/histories/record.js WORKFLOW_ID NAME [RUN_ID]`, with
 * the stack's TEMPORAL_ADDRESS. A track that was sent back has several runs;
 * the last is taken unless one is named.
 */
const [workflowId, name, runId] = process.argv.slice(2);
if (!workflowId || !/^[a-z0-9-]+$/.test(name ?? '')) {
  process.stderr.write(
    'record.js WORKFLOW_ID NAME [RUN_ID]: NAME, of a-z, 0-9 and "-", becomes the file name\n',
  );
  process.exit(2);
}
const { connectionOptions, namespace } = temporalConnection(process.env);
const connection = await Connection.connect(connectionOptions);
const client = new Client({ connection, namespace });
const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
const file = join(repositoryRoot, 'test', 'histories', `${name}.json`);
await writeFile(file, `${JSON.stringify(JSON.parse(historyToJSON(history)))}\n`);
process.stderr.write(`${file}: ${history.events?.length ?? 0} events\n`);
await connection.close();
