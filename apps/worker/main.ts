import { availableParallelism } from 'node:os';
import { Client } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  type Worker,
} from '@temporalio/worker';
import pino from 'pino';
import {
  createActivities,
  EngineRegistry,
  openSoundFontFile,
  partnersFromEnvironment,
} from '@fermata/activities';
import { s3Options } from '@fermata/contracts/settings';
import { TASK_QUEUES } from '@fermata/contracts/temporal';
import { cacheLimitsFromEnvironment, rateCardFromEnvironment } from '@fermata/domain/cost';
import { previewRetentionFromEnvironment } from '@fermata/domain/preview';
import { openPolicy } from '@fermata/policy';
import { openCatalogue } from '@fermata/prisma';
import { openAssetStore } from '@fermata/storage';
import { temporalConnection } from '@fermata/temporal-config/connection';
import { dataConverter } from '@fermata/temporal-config/data-converter';
import { ensureSchedules } from '@fermata/temporal-config/schedules';
import { startTracing } from '@fermata/temporal-config/tracing';
import { keepAdmissionRunning } from './background/keep-admission-running.ts';
import { startBackground } from './background/start-background.ts';
import { createWorkers } from './create-workers.ts';
import { startHealthServer } from './health-server.ts';
import { lowerPriority } from './lower-priority.ts';
import { createWorkerMetrics } from './metrics.ts';
import { readWorkerConfig } from './worker-config.ts';

/** Enough so that no thread is idle while a track's other steps call databases and stores. */
const TRACKS_PER_THREAD = 4;

const log = pino({ name: 'worker' });

async function main(): Promise<void> {
  const config = readWorkerConfig(process.env);
  lowerPriority(config.FERMATA_WORKER_NICE);
  // Only the process that plans recipes needs the file; the renderers read its bytes from the
  // store.
  const soundFont =
    config.FERMATA_SOUNDFONT !== undefined &&
    config.FERMATA_WORKER_QUEUES.includes(TASK_QUEUES.inference)
      ? await openSoundFontFile(config.FERMATA_SOUNDFONT)
      : undefined;
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) =>
      log[level === 'WARN' ? 'warn' : level === 'ERROR' ? 'error' : 'info'](meta ?? {}, message),
    ),
    // Otherwise the native core writes its own lines into the log, coloured for a terminal.
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
    // This process shuts down in its own order, below.
    shutdownSignals: [],
  });
  const tracing = startTracing('fermata-worker', process.env);
  const catalogue = await openCatalogue({ databaseUrl: config.DATABASE_URL });
  const assets = openAssetStore(s3Options(config));
  await assets.ensureBucket();
  const threads = config.FERMATA_AUDIO_THREADS ?? availableParallelism();
  const tracksInFlight = config.FERMATA_TRACKS_IN_FLIGHT ?? TRACKS_PER_THREAD * threads;
  let workers: Awaited<ReturnType<typeof createWorkers>> = new Map();
  const { registry, engineCalls } = createWorkerMetrics(() => workers);
  const engines = new EngineRegistry({
    assets,
    threads,
    onCall: (step) => engineCalls.inc({ step }),
  });
  const { connectionOptions, namespace } = temporalConnection(process.env);
  const connection = await NativeConnection.connect(connectionOptions);
  const converter = dataConverter(process.env);
  const clientOptions = {
    connection,
    namespace,
    ...(converter ? { dataConverter: converter } : {}),
  };
  const client = new Client(clientOptions);
  const activities = createActivities({
    catalogue,
    assets,
    engines,
    policy: openPolicy(),
    partners: partnersFromEnvironment(process.env),
    workflows: client.workflow,
    tokenSecret: config.FERMATA_TOKEN_SECRET,
    rates: rateCardFromEnvironment(process.env),
    cacheLimits: cacheLimitsFromEnvironment(process.env),
    soundFont,
  });
  workers = await createWorkers({
    config,
    connection,
    namespace,
    converter,
    activities,
    tracing,
    threads,
    tracksInFlight,
  });
  const servesControl = workers.has(TASK_QUEUES.control);
  if (servesControl) await ensureSchedules(client.schedule);
  const admission = servesControl
    ? await keepAdmissionRunning(client, { limit: tracksInFlight, log })
    : undefined;
  const background = servesControl
    ? await startBackground({
        catalogue,
        assets,
        client: new Client({
          ...clientOptions,
          interceptors: { workflow: tracing.clientInterceptors },
        }),
        retention: previewRetentionFromEnvironment(process.env),
        log,
        registry,
      })
    : undefined;

  const { server, port } = await startHealthServer({
    port: config.FERMATA_WORKER_PORT,
    metrics: registry,
    failing: async () =>
      [...workers].filter(([, worker]) => worker.getState() !== 'RUNNING').map(([queue]) => queue),
  });
  log.info({ queues: [...workers.keys()], threads, port }, 'worker is ready');

  const stop = (signal: string): void => {
    log.info({ signal }, 'worker is shutting down');
    for (const worker of workers.values()) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  try {
    // A failed worker stops the others in order; the supervisor then restarts the process.
    await Promise.all(
      [...workers.values()].map((worker: Worker) =>
        worker.run().catch((error: unknown) => {
          stop('failure');
          throw error;
        }),
      ),
    );
  } finally {
    admission?.stop();
    server.close();
    await background?.close();
    await engines.close();
    await connection.close();
    await catalogue.close();
    assets.close();
    await tracing.shutdown();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
