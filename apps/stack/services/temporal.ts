import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import Long from 'long';
import { DEV_SERVER, devServerArguments } from '@fermata/temporal-config/dev-server';
import { LOOPBACK } from '../ports/ports.ts';
import type { ProcessPlan } from '../process/supervised-process.ts';
import { temporalAddress } from '../settings/local-addresses.ts';

export interface TemporalOptions {
  temporal: string;
  dataFolder: string;
  logFile: string;
  port: number;
  uiPort: number;
  /**
   * Three more loopback ports: the server would take any free ones itself, perhaps one that is
   * meant for another service.
   */
  httpPort: number;
  metricsPort: number;
}

/** Temporal's dev server with its state in `temporal.sqlite` and its Web UI. */
export async function planTemporal({
  temporal,
  dataFolder,
  logFile,
  port,
  uiPort,
  httpPort,
  metricsPort,
}: TemporalOptions): Promise<ProcessPlan> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const args = devServerArguments({
    ip: LOOPBACK,
    port,
    uiPort,
    httpPort,
    metricsPort,
    databaseFile: join(dataFolder, 'temporal.sqlite'),
  });
  return {
    // The server takes its inner ports from the free ones and crashes when another program is
    // faster (temporalio/cli#667): it is started again.
    name: 'temporal',
    logFile,
    stopSignal: 'SIGTERM',
    startSeconds: 60,
    startTries: 5,
    stopSeconds: 15,
    // Its own environment holds settings of the CLI (TEMPORAL_ADDRESS, …) that are not meant for a
    // server.
    command: () => ({ file: temporal, args, env: { PATH: process.env.PATH, HOME: dataFolder } }),
    check: () => assertServes(port),
  };
}

async function assertServes(port: number): Promise<void> {
  const connection = await connect(port);
  try {
    await connection.workflowService.describeNamespace({ namespace: DEV_SERVER.namespace });
  } finally {
    await connection.close();
  }
}

/** The dev server makes its namespace with a day of retention: set ours. */
export async function setRetention(port: number): Promise<void> {
  const connection = await connect(port);
  try {
    await connection.workflowService.updateNamespace({
      namespace: DEV_SERVER.namespace,
      config: {
        workflowExecutionRetentionTtl: {
          seconds: Long.fromNumber(DEV_SERVER.retentionDays * 86_400),
        },
      },
    });
  } finally {
    await connection.close();
  }
}

// Loaded when it is needed: most commands of the CLI do without.
async function connect(port: number): Promise<Connection> {
  const { Connection } = await import('@temporalio/client');
  return await Connection.connect({ address: temporalAddress(port), connectTimeout: 2000 });
}
