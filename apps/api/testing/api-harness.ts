import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { inject } from 'vitest';
import { DEFAULT_PREVIEW_RETENTION } from '@fermata/contracts/settings';
import { startPreviewService } from '@fermata/preview';
import { openCatalogue, seedKeys } from '@fermata/prisma';
import { startTemporal } from '@fermata/stack/services';
import { openAssetStore } from '@fermata/storage';
import { openSecretBox } from '@fermata/temporal-config/secret-box';
import { startTracing } from '@fermata/temporal-config/tracing';
import { cloneDatabase } from '../../../test/fresh-database.ts';
import { startBackground } from '../../worker/background/start-background.ts';
import { LIMITS, type Limits, readConfig } from '../config.ts';
import type { Clock } from '../infrastructure/infrastructure-module.ts';
import { startApi } from '../start-api.ts';

export const KEYS = {
  ada: 'fmk_test-creator-0000000000',
  rita: 'fmk_test-reviewer-000000000',
  otto: 'fmk_test-operations-0000000',
  shop: 'fmk_test-partner-0000000000',
  stranger: 'fmk_test-other-project-0000',
  guest: 'fmk_test-other-reviewer-000',
} as const;
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const TOKEN_SECRET = 'ab'.repeat(32);
export const SECRETS_KEY = 'cd'.repeat(32);

/** An address in links; the test's Temporal has no Web UI. */
export const TEMPORAL_UI_URL = 'http://temporal-ui.test';

const PREVIEW_SECRET = 'ef'.repeat(32);

export type ApiHarness = Awaited<ReturnType<typeof startApiHarness>>;
export type HarnessResponse = { status: number; headers: Headers; body: unknown };

/**
 * The API in this process, with its own PostgreSQL database, S3 bucket and Temporal. Only the worker's background loops
 * run, not the worker. `via`: the address at which the API alone reaches a service.
 */
export async function startApiHarness(
  options: {
    limits?: Partial<Limits>;
    exporters?: SpanExporter[];
    via?: (service: 'postgres' | 's3' | 'preview', url: string) => Promise<string>;
    previews?: { processes: number; mostRequests?: number };
    /** The clock of the API's caches. */
    clock?: Clock;
    /** Further variables of the API. */
    env?: Readonly<Record<string, string>>;
  } = {},
) {
  const via = options.via ?? (async (_service: string, url: string) => url);
  const folder = await mkdtemp(join(tmpdir(), 'fermata-api-'));
  const { databaseUrl, ownerUrl, adminUrl, dropDatabase } = await cloneDatabase();
  const catalogue = await openCatalogue({ databaseUrl });
  await seed(ownerUrl);
  const s3 = { ...inject('s3'), bucket: `api-${randomBytes(6).toString('hex')}` };
  const assets = openAssetStore(s3);
  await assets.ensureBucket();
  const temporal = await startTemporal({ folder });
  const env = { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: temporal.namespace };
  const service =
    options.previews &&
    (await startPreviewService(
      {
        host: '127.0.0.1',
        port: 0,
        secret: PREVIEW_SECRET,
        processes: options.previews.processes,
        cacheBytes: 64 * 1024 * 1024,
        maxRequests: options.previews.mostRequests ?? 32,
        logLevel: 'silent',
      },
      pino({ level: 'silent' }),
    ));
  const config = readConfig({
    ...(service
      ? {
          FERMATA_PREVIEW_URL: await via('preview', service.url),
          FERMATA_PREVIEW_SECRET: PREVIEW_SECRET,
        }
      : {}),
    FERMATA_API_PORT: '0',
    FERMATA_TEMPORAL_UI_URL: TEMPORAL_UI_URL,
    DATABASE_URL: await via('postgres', databaseUrl),
    S3_ENDPOINT: await via('s3', s3.endpoint),
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    S3_BUCKET: s3.bucket,
    FERMATA_TOKEN_SECRET: TOKEN_SECRET,
    FERMATA_SECRETS_KEY: SECRETS_KEY,
    PARTNER_SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...options.env,
  });
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const tracing = startTracing('fermata-api', {}, options.exporters);
  const start = () =>
    startApi(
      { ...config, limits: { ...LIMITS, commandMs: 1500, heartbeatMs: 300, ...options.limits } },
      { env, log, tracing, ...(options.clock ? { clock: options.clock } : {}) },
    );
  let api = await start();
  const registry = new Registry();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({
    connection,
    namespace: temporal.namespace,
    interceptors: { workflow: tracing.clientInterceptors },
  });
  // The worker's loops, as the tests of webhooks need the relay.
  const background = await startBackground({
    catalogue,
    assets,
    client,
    retention: DEFAULT_PREVIEW_RETENTION,
    previewService: service ? { url: service.url, secret: PREVIEW_SECRET } : null,
    secrets: openSecretBox(config.secretsKey),
    configuredPartners: [...config.webhookSecrets.keys()],
    partnerHosts: config.partnerHosts,
    log,
    registry,
  });

  const ask = async (
    method: string,
    path: string,
    { key, body, headers }: { key?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<HarnessResponse> => {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${api.url}${path}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text,
    };
  };

  return {
    catalogue,
    assets,
    preview: service,
    client,
    temporal,
    log: lines,
    ask,
    adminUrl,
    ownerUrl,
    get url() {
      return api.url;
    },
    /** Number of workflows that were ever started. */
    workflows: async (): Promise<number> => {
      let count = 0;
      for await (const _ of client.workflow.list()) count++;
      return count;
    },
    restartApi: async () => {
      await api.close();
      api = await start();
    },
    /** Metrics of the worker's background loops. */
    backgroundMetrics: () => registry.metrics(),
    stop: async () => {
      await background.close();
      await api.close();
      await service?.close();
      await tracing.shutdown();
      await connection.close();
      await catalogue.close();
      assets.close();
      await temporal.stop();
      await dropDatabase();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function seed(ownerUrl: string): Promise<void> {
  await seedKeys(ownerUrl, 'default', [
    { actor: 'act_ada', name: 'Ada', roles: ['creator'], key: KEYS.ada },
    { actor: 'act_rita', name: 'Rita', roles: ['reviewer'], key: KEYS.rita },
    {
      actor: 'act_otto',
      name: 'Otto',
      roles: ['operations', 'creator', 'reviewer'],
      key: KEYS.otto,
    },
    { actor: 'act_shop', name: 'Shop', roles: ['partner'], key: KEYS.shop },
  ]);
  await seedKeys(ownerUrl, 'other', [
    {
      actor: 'act_stranger',
      name: 'Stranger',
      roles: ['creator', 'reviewer', 'operations'],
      key: KEYS.stranger,
    },
    { actor: 'act_guest', name: 'Guest', roles: ['reviewer'], key: KEYS.guest },
  ]);
}
