import { join } from 'node:path';
import type { Connection } from '@temporalio/client';
import Long from 'long';
import { DEV_SERVER, devServerArguments } from '@fermata/temporal-config/dev-server';
import { createFolder } from '../folders/create-folder.ts';
import { LOOPBACK } from '../ports/ports.ts';
import type { ProcessPlan } from '../process/supervised-process.ts';
import { temporalAddress } from '../settings/local-addresses.ts';

export interface TemporalOptions {
  temporal: string;
  dataFolder: string;
  logFile: string;
  port: number;
  /** Where Temporal's own Web UI listens; null: without it. */
  ui: { ip: string; port: number } | null;
  /**
   * Two more loopback ports. Without them the server picks free ports itself, possibly one meant
   * for another service.
   */
  httpPort: number;
  metricsPort: number;
}

/** Temporal's dev server with its state in `temporal.sqlite` and its Web UI, if it is wanted. */
export async function planTemporal({
  temporal,
  dataFolder,
  logFile,
  port,
  ui,
  httpPort,
  metricsPort,
}: TemporalOptions): Promise<ProcessPlan> {
  await createFolder(dataFolder, 0o700);
  const args = devServerArguments({
    ip: LOOPBACK,
    port,
    ui,
    httpPort,
    metricsPort,
    databaseFile: join(dataFolder, 'temporal.sqlite'),
  });
  return {
    // The server picks free internal ports and crashes if another program takes one first
    // (temporalio/cli#667), so it may be started again.
    name: 'temporal',
    logFile,
    stopSignal: 'SIGTERM',
    startSeconds: 60,
    startTries: 5,
    stopSeconds: 15,
    // A separate environment: TEMPORAL_ADDRESS and similar CLI settings are not meant for a server.
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

/** The dev server creates its namespace with one day of retention; this sets our value. */
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

// Loaded on demand, because most CLI commands do not need it.
async function connect(port: number): Promise<Connection> {
  const { Connection } = await import('@temporalio/client');
  return await Connection.connect({ address: temporalAddress(port), connectTimeout: 2000 });
}
