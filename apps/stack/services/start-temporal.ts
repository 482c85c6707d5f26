import { join } from 'node:path';
import { DEV_SERVER } from '@fermata/temporal-config/dev-server';
import { freePorts } from '../ports/free-ports.ts';
import { SupervisedProcess } from '../process/supervised-process.ts';
import { temporalAddress } from '../settings/local-addresses.ts';
import { acquireTool } from '../tools/acquire-tool.ts';
import { planTemporal, setRetention } from './temporal.ts';

export interface RunningTemporal {
  address: string;
  namespace: string;
  process: SupervisedProcess;
  stop(): Promise<void>;
}

/**
 * A separate Temporal dev server under `folder`, on free ports, set up as the embedded stack's,
 * without a Web UI.
 */
export async function startTemporal({ folder }: { folder: string }): Promise<RunningTemporal> {
  const [port, httpPort, metricsPort] = await freePorts(3);
  if (!port || !httpPort || !metricsPort) throw new Error('no three free ports');
  const { file: temporal } = await acquireTool('temporal');
  const plan = await planTemporal({
    temporal,
    dataFolder: join(folder, 'temporal'),
    logFile: join(folder, 'logs', 'temporal.log'),
    port,
    ui: null,
    httpPort,
    metricsPort,
  });
  const process = new SupervisedProcess(plan, { restart: false });
  await process.start();
  await setRetention(port);
  return {
    address: temporalAddress(port),
    namespace: DEV_SERVER.namespace,
    process,
    stop: () => process.stop(),
  };
}
