import { join } from 'node:path';
import type { StackRecord } from './data/stack-record.ts';
import { freePorts } from './ports/free-ports.ts';
import type { Ports } from './ports/ports.ts';
import { type ProcessPlan, SupervisedProcess } from './process/supervised-process.ts';
import type { ServiceName } from './service-name.ts';
import { planNodeService } from './services/node-service.ts';
import { planPostgres, SUPERUSER } from './services/postgres.ts';
import { prepareBucket, prepareCatalogue } from './services/prepare-catalogue.ts';
import { prepareDatabase } from './services/prepare-database.ts';
import { planS3, startS3Process } from './services/s3.ts';
import { planTemporal, setRetention } from './services/temporal.ts';
import type { Keys } from './settings/keys.ts';
import { httpUrl, postgresUrl } from './settings/local-addresses.ts';
import { partnerEnv, previewEnv, withoutCheckpointKey } from './settings/stack-env.ts';
import { type OnStep, runStackStep } from './stack-step.ts';
import { acquireTool } from './tools/acquire-tool.ts';

export interface ServiceOptions {
  /** False: the service is not restarted after a crash. Default true. */
  restart?: boolean;
  /** Added to this service's environment. */
  env?: Record<string, string>;
}

export interface Launch {
  dataDir: string;
  names: readonly ServiceName[];
  outside: ReadonlySet<ServiceName>;
  ports: Ports;
  keys: Keys;
  env: Record<string, string>;
  record: StackRecord;
  onStep: OnStep;
  serviceOptions: Partial<Record<ServiceName, ServiceOptions>>;
  signal: AbortSignal;
  /** Called when the stack stops, before its services do. */
  onStop: (close: () => Promise<void>) => void;
  /** Aborts the start of all other services. */
  abortStart: (error: unknown) => void;
}

/**
 * Starts the three servers, the partner and the preview service in parallel; when the servers are
 * ready, starts the workers and the API in parallel.
 */
export async function launchServices(launch: Launch): Promise<void> {
  const servers = waitForAll(launch, [
    startPostgres(launch),
    startS3(launch),
    startTemporal(launch),
  ]);
  await waitForAll(launch, [
    startPartner(launch),
    startPreview(launch),
    servers.then(() =>
      waitForAll(launch, [startWorker(launch), startAudioWorker(launch), startApi(launch)]),
    ),
  ]);
}

async function startPostgres(launch: Launch): Promise<void> {
  const { dataDir, ports, keys, env, outside, onStep } = launch;
  const { superuserPassword } = keys.postgres;
  await step(launch, 'postgres', async (logFile) => {
    await supervise(
      launch,
      await planPostgres({
        dataFolder: join(dataDir, 'postgres'),
        logFile,
        port: ports.postgres,
        superuserPassword,
      }),
    );
    await prepareDatabase(
      postgresUrl(ports.postgres, SUPERUSER, superuserPassword, 'postgres'),
      keys,
    );
  });
  if (!needsServers(launch)) return;
  const describe = (applied: string[]): string =>
    applied.length === 0
      ? 'up to date'
      : `${applied.length} ${applied.length === 1 ? 'migration' : 'migrations'} applied`;
  await runStackStep(
    'prepare the catalogue',
    onStep,
    () => prepareCatalogue(env, keys, outside.has('postgres')),
    describe,
  );
}

async function startS3(launch: Launch): Promise<void> {
  const { dataDir, ports, keys, env, onStep, signal } = launch;
  if (launch.names.includes('s3')) {
    const { file: versitygw } = await acquireTool('versitygw', { onStep, signal });
    await step(launch, 's3', async (logFile) => {
      const options = {
        versitygw,
        dataFolder: join(dataDir, 's3'),
        logFile,
        port: ports.s3,
        ...keys.s3,
      };
      await supervise(launch, await planS3(options), (service) => startS3Process(service, options));
    });
  }
  if (needsServers(launch)) await prepareBucket(env);
}

async function startTemporal(launch: Launch): Promise<void> {
  const { dataDir, ports, onStep, signal } = launch;
  if (!launch.names.includes('temporal')) return;
  const { file: temporal } = await acquireTool('temporal', { onStep, signal });
  await step(launch, 'temporal', async (logFile) => {
    const { hiddenLoopback, startTemporalUi } = await import('./services/start-temporal-ui.ts');
    const [httpPort = 0, metricsPort = 0] = await freePorts(2);
    const ip = hiddenLoopback();
    const [uiPort = 0] = await freePorts(1, ip);
    await supervise(
      launch,
      await planTemporal({
        temporal,
        dataFolder: join(dataDir, 'temporal'),
        logFile,
        port: ports.temporal,
        ui: { ip, port: uiPort },
        httpPort,
        metricsPort,
      }),
    );
    await setRetention(ports.temporal);
    const ui = await startTemporalUi({
      port: ports.temporalUi,
      upstream: `http://${ip}:${uiPort}`,
    });
    launch.onStop(() => ui.close());
  });
}

const startPartner = (launch: Launch): Promise<void> =>
  step(launch, 'partner', (logFile) => {
    const { dataDir, ports, keys, env } = launch;
    const own = partnerEnv({
      dataDir,
      port: ports.partner,
      keys,
      apiUrl: env.FERMATA_API_URL ?? '',
    });
    return supervise(
      launch,
      planNodeService('partner', {
        logFile,
        healthUrl: `${httpUrl(ports.partner)}/health`,
        stopSeconds: 10,
        env: own,
      }),
    );
  });

const startPreview = (launch: Launch): Promise<void> =>
  step(launch, 'preview', (logFile) =>
    supervise(
      launch,
      planNodeService('preview', {
        logFile,
        healthUrl: `${httpUrl(launch.ports.preview)}/health`,
        stopSeconds: 10,
        env: previewEnv(launch.env),
      }),
    ),
  );

/**
 * Two worker processes, so that workflow tasks never wait for audio work: this one has normal
 * priority, the other a lower one.
 */
const startWorker = (launch: Launch): Promise<void> =>
  startWorkerProcess(launch, 'worker', {
    port: launch.ports.worker,
    env: { ...launch.env, FERMATA_WORKER_QUEUES: 'control,integration', FERMATA_WORKER_NICE: '0' },
  });

const startAudioWorker = (launch: Launch): Promise<void> =>
  startWorkerProcess(launch, 'worker-audio', {
    port: launch.ports['worker-audio'],
    env: {
      ...withoutCheckpointKey(launch.env),
      FERMATA_WORKER_QUEUES: 'inference,audio',
      FERMATA_WORKER_PORT: String(launch.ports['worker-audio']),
    },
  });

const startWorkerProcess = (
  launch: Launch,
  name: 'worker' | 'worker-audio',
  { port, env }: { port: number; env: Record<string, string> },
): Promise<void> =>
  step(launch, name, (logFile) =>
    supervise(
      launch,
      planNodeService(name, {
        logFile,
        healthUrl: `${httpUrl(port)}/health`,
        stopSeconds: 30,
        env,
      }),
    ),
  );

const startApi = (launch: Launch): Promise<void> =>
  step(launch, 'api', (logFile) =>
    supervise(
      launch,
      planNodeService('api', {
        logFile,
        healthUrl: `${httpUrl(launch.ports.api)}/health/ready`,
        stopSeconds: 15,
        env: withoutCheckpointKey(launch.env),
      }),
    ),
  );

const needsServers = ({ names }: Launch): boolean =>
  names.some((name) => name === 'worker' || name === 'worker-audio' || name === 'api');

async function step(
  { names, onStep, dataDir, signal }: Launch,
  name: ServiceName,
  work: (logFile: string) => Promise<void>,
): Promise<void> {
  signal.throwIfAborted();
  if (names.includes(name))
    await runStackStep(`start ${name}`, onStep, () => work(join(dataDir, 'logs', `${name}.log`)));
}

async function supervise(
  { record, serviceOptions, signal }: Launch,
  plan: ProcessPlan,
  start: (service: SupervisedProcess) => Promise<void> = (service) => service.start(),
): Promise<void> {
  const { restart = true, env = {} } = serviceOptions[plan.name] ?? {};
  signal.throwIfAborted();
  const service = new SupervisedProcess(plan, { restart, env, onChange: record.writeSoon });
  record.processes.set(plan.name, service);
  await start(service);
}

/**
 * Waits for all, even after a failure: no start may continue while the other services are being
 * stopped.
 */
async function waitForAll({ abortStart: fail }: Launch, work: Promise<void>[]): Promise<void> {
  const noticed = work.map((one) =>
    one.catch((error: unknown) => {
      fail(error);
      throw error;
    }),
  );
  for (const result of await Promise.allSettled(noticed))
    if (result.status === 'rejected') throw result.reason;
}
