import { once } from 'node:events';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { stillRuns } from '../process/process-identity.ts';
import { SERVICE_NAMES, type ServiceName } from '../service-name.ts';
import { assertHttpOk } from '../services/assert-http-ok.ts';
import { runningStack } from './start-detached.ts';

export interface ServiceStatus {
  name: ServiceName;
  /** `outside`: the stack did not start the service, but its status is requested as well. */
  state: 'healthy' | 'failing' | 'starting' | 'restarting' | 'down' | 'stopped' | 'outside';
  healthy: boolean;
  /** The error; null when healthy. */
  detail: string | null;
  address: string;
  pid: number | null;
  restarts: number;
}

export interface StackStatus {
  dataDir: string;
  supervisor: number;
  since: string;
  state: 'starting' | 'running' | 'stopping';
  healthy: boolean;
  services: ServiceStatus[];
  temporalUi: string | null;
}

/** Requests the status of every service of the running stack. Null when no stack runs. */
export async function stackStatus(dataDir: string): Promise<StackStatus | null> {
  const folder = resolve(dataDir);
  const file = await runningStack(folder);
  if (!file) return null;
  const services = await Promise.all(
    SERVICE_NAMES.map(async (name): Promise<ServiceStatus | null> => {
      const record = file.services[name];
      const isOutside = file.outside.includes(name);
      if (!record && !isOutside) return null;
      const address = file.addresses[name];
      const hasExited = record?.process ? !(await stillRuns(record.process)) : false;
      const failure = hasExited ? 'its process has ended' : await checkHealth(name, address);
      const state =
        isOutside || !record
          ? 'outside'
          : failure !== null && record.state === 'healthy'
            ? 'failing'
            : record.state;
      return {
        name,
        state,
        healthy: failure === null,
        detail: failure,
        address,
        pid: record?.process?.pid ?? null,
        restarts: record?.restarts ?? 0,
      };
    }),
  );
  const known = services.filter((service) => service !== null);
  return {
    dataDir: folder,
    supervisor: file.supervisor.pid,
    since: file.since,
    state: file.state,
    healthy: known.every((service) => service.healthy),
    services: known,
    temporalUi: file.addresses.temporalUi,
  };
}

const HEALTH_PATHS: Partial<Record<ServiceName, string>> = {
  api: '/health/ready',
  worker: '/health',
  'worker-audio': '/health',
  preview: '/health',
  partner: '/health',
  s3: '/healthz',
};

async function checkHealth(name: ServiceName, address: string): Promise<string | null> {
  const path = HEALTH_PATHS[name];
  try {
    await (path ? assertHttpOk(`${address}${path}`) : assertConnects(address));
    return null;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

async function assertConnects(address: string): Promise<void> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = connect({ host: hostname, port: Number(port || 5432), timeout: 3000 });
  socket.once('timeout', () => socket.destroy(new Error(`${address} does not answer`)));
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}
