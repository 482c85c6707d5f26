import { availableParallelism } from 'node:os';
import { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import pino from 'pino';
import { createActivities, EngineRegistry, openSoundFontFile } from '@fermata/activities';
import {
  cacheLimitsFromEnvironment,
  languageModelFromEnvironment,
  previewAddress,
  previewRetentionFromEnvironment,
  rateCardFromEnvironment,
} from '@fermata/contracts/settings';
import { TASK_QUEUES } from '@fermata/contracts/temporal';
import { partnersFromEnvironment } from '@fermata/partners';
import { openPolicy } from '@fermata/policy';
import { openCheckpointSigner } from '@fermata/prisma';
import { ensureSchedules, requestCheckpoint } from '@fermata/temporal-config/schedules';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { startTracing } from '@fermata/temporal-config/tracing';
import { keepAdmissionRunning } from './background/keep-admission-running.ts';
import { startBackground } from './background/start-background.ts';
import { connectServices } from './connect-services.ts';
import { createWorkers } from './create-workers.ts';
import { startHealthServer } from './health-server.ts';
import { installRuntime } from './install-runtime.ts';
import { lowerPriority } from './lower-priority.ts';
import { createWorkerMetrics } from './metrics.ts';
import { readWorkerConfig } from './worker-config.ts';

/** Enough so that no process of the sound engine is idle while a track's other steps call databases and stores. */
const TRACKS_PER_PROCESS = 4;

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
  installRuntime(log);
  const tracing = startTracing('fermata-worker', process.env);
  const services = await connectServices(config, process.env);
  const { catalogue, assets, checkpoints, temporal } = services;
  const processes = config.FERMATA_AUDIO_PROCESSES ?? availableParallelism();
  const tracksInFlight = config.FERMATA_TRACKS_IN_FLIGHT ?? TRACKS_PER_PROCESS * processes;
  let workers: Awaited<ReturnType<typeof createWorkers>> = new Map();
  const { registry, engineCalls } = createWorkerMetrics(() => workers);
  const engines = new EngineRegistry({
    assets,
    processes,
    publicKeys: config.FERMATA_ENGINE_KEYS,
    onCall: (step) => engineCalls.inc({ step }),
  });
  const client = new Client(temporal);
  const secrets = openSecretBox(config.FERMATA_SECRETS_KEY);
  const partners = partnersFromEnvironment(process.env);
  const activities = createActivities({
    catalogue,
    assets,
    engines,
    policy: openPolicy(),
    partners,
    workflows: client.workflow,
    tokenSecret: config.FERMATA_TOKEN_SECRET,
    checkpoints,
    checkpointSigner:
      config.FERMATA_CHECKPOINT_KEY === undefined
        ? undefined
        : openCheckpointSigner(config.FERMATA_CHECKPOINT_KEY),
    checkpointPublicKeys: config.FERMATA_CHECKPOINT_PUBLIC_KEY,
    requestCheckpoint: () => requestCheckpoint(client.schedule),
    secrets,
    subscriberHosts: config.FERMATA_SUBSCRIBER_HOSTS,
    partnerHosts: config.FERMATA_PARTNER_HOSTS,
    rates: rateCardFromEnvironment(process.env),
    cacheLimits: cacheLimitsFromEnvironment(process.env),
    soundFont,
    languageModel: languageModelFromEnvironment(process.env) ?? undefined,
  });
  workers = await createWorkers({
    config,
    temporal,
    activities,
    tracing,
    processes,
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
          ...temporal,
          interceptors: { workflow: tracing.clientInterceptors },
        }),
        retention: previewRetentionFromEnvironment(process.env),
        previewService: previewAddress(config),
        secrets,
        configuredPartners: Object.keys(partners),
        partnerHosts: config.FERMATA_PARTNER_HOSTS,
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
  log.info({ queues: [...workers.keys()], processes, port }, 'worker is ready');

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
    await services.close();
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
