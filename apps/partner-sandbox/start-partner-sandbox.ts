import fastify from 'fastify';
import { openFileStore } from './file-store.ts';
import { limitPerSecond } from './limit-per-second.ts';
import { openIdempotency } from './open-idempotency.ts';
import { openInjectedFaults } from './open-injected-faults.ts';
import { openStorage } from './open-storage.ts';
import { openOrders } from './orders.ts';
import { addPartnerRoutes } from './partner-routes.ts';
import { ProblemError, problemErrorFromServer } from './problem-error.ts';
import { refuseForeignHosts } from './refuse-foreign-hosts.ts';
import { openReleaseRequests } from './release-requests.ts';
import type { RequestDeps } from './request-deps.ts';
import { requireKey, requireSchemaVersion } from './require-key.ts';
import { openReservations } from './reservations.ts';
import { addSandboxRoutes } from './sandbox-routes.ts';
import { openSchedule } from './schedule.ts';
import type { SandboxSettings } from './settings.ts';
import { addShopRoutes } from './shop-routes.ts';
import { openSwitches } from './switches.ts';
import { addUploadRoute } from './upload-route.ts';
import { openUsage } from './usage.ts';
import { openWebhooks } from './webhooks.ts';
import { BODY_MAX_BYTES } from './wire-files.ts';

export type PartnerSandbox = { url: string; port: number; close(): Promise<void> };

/**
 * Starts the shop on loopback. Resolves once it listens. `close` finishes requests and webhooks in flight; the rest
 * stays for the next start.
 */
export async function startPartnerSandbox(
  settings: SandboxSettings & { log?: (line: string) => void },
): Promise<PartnerSandbox> {
  const log = settings.log ?? (() => undefined);
  const storage = openStorage(settings.dataDir);
  const files = openFileStore(settings.dataDir);
  const switches = openSwitches(storage);
  const webhooks = openWebhooks({
    storage,
    url: settings.webhookUrl,
    secret: settings.webhookSecret,
    log,
  });
  let url = '';
  const reservations = openReservations({ storage, files, webhooks, switches, shopUrl: () => url });
  const schedule = openSchedule({ storage, reservations, webhooks, log });
  const requestDeps: RequestDeps = {
    database: storage.database,
    send: (message) => webhooks.write(message, null, switches.read()),
  };
  const shop = {
    storage,
    files,
    reservations,
    requests: openReleaseRequests(requestDeps),
    orders: openOrders(requestDeps),
    usage: openUsage(storage.database),
    schedule,
    switches,
    answerOnce: openIdempotency(storage),
    takeFault: openInjectedFaults(storage, switches),
  };

  const app = fastify({
    bodyLimit: BODY_MAX_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 5 * 60_000,
    connectionTimeout: 5 * 60_000,
  });
  app.setErrorHandler((error, request, reply) => {
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
    const problem =
      error instanceof ProblemError
        ? error
        : problemErrorFromServer(status, error instanceof Error ? error.message : String(error));
    if (problem.status >= 500)
      log(
        `${request.method} ${request.url}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    if (problem.code === 'key-refused') reply.header('www-authenticate', 'Bearer');
    if (problem.extra.retryAfterSeconds !== undefined)
      reply.header('retry-after', String(problem.extra.retryAfterSeconds));
    return reply
      .code(problem.status)
      .type('application/problem+json')
      .send(Buffer.from(JSON.stringify(problem.problem())));
  });
  app.setNotFoundHandler((request) => {
    throw new ProblemError(
      'unknown-path',
      `${request.method} ${request.url.slice(0, 100)} is not a route.`,
    );
  });
  app.addHook('onRequest', refuseForeignHosts);
  app.addHook('onRequest', limitPerSecond(settings.requestsPerSecond));
  app.get('/health', async () => ({ status: 'ok' }));
  addShopRoutes(app, shop);
  await app.register(async (inner) => {
    inner.addHook('onRequest', requireKey(settings.apiKey));
    inner.addHook('onRequest', requireSchemaVersion);
    addPartnerRoutes(inner, shop);
    addSandboxRoutes(inner, shop);
    await inner.register(async (uploads) => addUploadRoute(uploads, shop));
  });

  try {
    url = new URL(await app.listen({ host: '127.0.0.1', port: settings.port })).origin;
  } catch (error) {
    storage.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Error(
        `Port ${settings.port} of 127.0.0.1 is taken; set SANDBOX_PORT to a free one.`,
        { cause: error },
      );
    throw error;
  }
  webhooks.resume();
  schedule.wake();

  return {
    url,
    port: Number(new URL(url).port),
    async close() {
      schedule.stop();
      await app.close();
      await webhooks.stop();
      storage.close();
    },
  };
}
