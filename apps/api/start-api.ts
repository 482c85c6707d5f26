import { randomUUID } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { plainErrorMap } from '@fermata/contracts/values';
import { openCatalogue } from '@fermata/prisma';
import { openAssetStore, openCheckpointStore } from '@fermata/storage';
import type { Tracing } from '@fermata/temporal-config/tracing';
import { ApiModule } from './api-module.ts';
import type { ApiConfig } from './config.ts';
import { acceptJsonOnly } from './http/accept-json-only.ts';
import { cutOffSlowBodies } from './http/cut-off-slow-bodies.ts';
import { toProblem } from './http/problem-filter.ts';
import { rateLimits } from './http/rate-limits.ts';
import { refuseEncodedBodies } from './http/refuse-encoded-bodies.ts';
import { refuseForeignHosts } from './http/refuse-foreign-hosts.ts';
import { refuseUnsupportedMethods } from './http/refuse-unsupported-methods.ts';
import { forbidCaching, setSecurityHeaders } from './http/security-headers.ts';
import { serveOpenApi } from './http/serve-open-api.ts';
import type { Clock } from './infrastructure/infrastructure-module.ts';
import { createApiMetrics } from './infrastructure/metrics.ts';
import { openTemporalGateway } from './infrastructure/temporal-gateway.ts';
import { acceptMaterialUploads } from './materials/material-body.ts';
import { observeRequests } from './monitoring/observe-requests.ts';
import { unusedSockets } from './unused-sockets.ts';
import 'reflect-metadata';

const SWEEP_MS = 50;
/** The interval at which Node checks for slow requests. */
const CHECK_CONNECTIONS_MS = 1_000;

export type Api = { url: string; close(): Promise<void> };

/** Connects to the services and starts the server. `env` is read for Temporal only. */
export async function startApi(
  config: ApiConfig,
  {
    env,
    log,
    tracing,
    clock = () => performance.now(),
  }: { env: NodeJS.ProcessEnv; log: Logger; tracing: Tracing; clock?: Clock },
): Promise<Api> {
  z.config({ customError: plainErrorMap });
  const metrics = createApiMetrics();
  const catalogue = await openCatalogue({
    databaseUrl: config.databaseUrl,
    configuredPartners: [
      ...config.webhookSecrets.keys(),
      ...Object.keys(config.configuredPartners),
    ],
  });
  const assets = openAssetStore(config.s3);
  const checkpoints = openCheckpointStore(config.s3);
  const temporal = openTemporalGateway(env, { limits: config.limits, tracing });
  const { limits } = config;
  const adapter = new FastifyAdapter({
    bodyLimit: limits.bodyBytes,
    genReqId: () => randomUUID(),
    requestTimeout: limits.requestMs,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: CHECK_CONNECTIONS_MS },
    ...(config.trustedProxies.length > 0 ? { trustProxy: [...config.trustedProxies] } : {}),
    routerOptions: { maxParamLength: 200 },
    // Errors before routing do not reach the exception filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = toProblem(error, request);
      void reply.status(problem.status).type('application/problem+json').send(problem);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.register({ catalogue, assets, checkpoints, temporal, config, log, metrics, clock }),
    adapter,
    { bodyParser: false, logger: false, abortOnError: false },
  );
  const server = adapter.getInstance();
  setSecurityHeaders(server);
  cutOffSlowBodies(
    server,
    { bytesPerSecond: limits.bodyBytesPerSecond, graceMs: limits.bodyGraceMs },
    log,
  );
  refuseForeignHosts(server, config);
  refuseUnsupportedMethods(server);
  refuseEncodedBodies(server);
  forbidCaching(server);
  acceptJsonOnly(server);
  acceptMaterialUploads(server);
  observeRequests(server, log, metrics);
  await app.register(rateLimit, rateLimits(limits));
  serveOpenApi(app);
  const unused = unusedSockets(server.server);
  await app.listen(config.port, config.host);
  const url = await app.getUrl();
  log.info({ url, partners: [...config.webhookSecrets.keys()] }, 'the API listens');
  return {
    url,
    close: async () => {
      const sweep = setInterval(() => unused.forEach((socket) => socket.destroy()), SWEEP_MS);
      await app.close().finally(() => clearInterval(sweep));
      await temporal.close();
      await catalogue.close();
      assets.close();
      checkpoints.close();
      log.info('the API has stopped');
    },
  };
}
