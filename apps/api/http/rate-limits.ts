import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import { Inject, Injectable } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { ApiConfig, Limits } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';
import { PerMinuteLimiter } from './per-minute-limiter.ts';
import type { Principal } from './principal.ts';
import { ProblemException } from './problem-exception.ts';

const tooManyRequests = (limit: number, retryAfterSeconds: number) =>
  new ProblemException('too-many-requests', `at most ${limit} such requests a minute`, {
    retryAfterSeconds,
  });

/**
 * Limits before authentication: all requests of an address, and its webhooks. Headers are ignored because
 * any client can forge them.
 */
export const rateLimits = (limits: Limits): RateLimitPluginOptions => ({
  global: true,
  timeWindow: '1 minute',
  max: (request) =>
    quotaOf(request) === 'webhooksPerMinute' ? limits.webhooksPerMinute : limits.requestsPerMinute,
  keyGenerator: (request) =>
    `${quotaOf(request) === 'webhooksPerMinute' ? 'webhooks' : 'requests'} ${request.ip}`,
  skipOnError: false,
  errorResponseBuilder: (_request, { ttl, max }) => tooManyRequests(max, Math.ceil(ttl / 1000)),
});

/** Limits of one actor, after authentication. */
@Injectable()
export class ActorQuotas {
  readonly #limiter = new PerMinuteLimiter();

  constructor(@Inject(CONFIG) private readonly config: ApiConfig) {}

  /** Throws a 429 if the actor has used up the route's quota. */
  consume(request: FastifyRequest, { projectId, actor }: Principal): void {
    const quota = quotaOf(request);
    const limit = this.config.limits[quota];
    const share = this.#limiter.take(`${quota} ${projectId} ${actor}`, limit);
    if (!share.taken) throw tooManyRequests(limit, share.retryAfterSeconds);
  }
}

type Quota = 'readsPerMinute' | 'commandsPerMinute' | 'previewsPerMinute' | 'webhooksPerMinute';
declare module 'fastify' {
  interface FastifyContextConfig {
    quota?: Quota;
  }
}
const quotaOf = (request: FastifyRequest): Quota =>
  request.routeOptions.config.quota ?? 'readsPerMinute';

/** For routes that reach a workflow, as Temporal allows few updates in flight. */
export const CommandQuota = () => RouteConfig({ quota: 'commandsPerMinute' satisfies Quota });
/** For routes that render on the shared engine threads. */
export const PreviewQuota = () => RouteConfig({ quota: 'previewsPerMinute' satisfies Quota });
export const WebhookQuota = () =>
  RouteConfig({ quota: 'webhooksPerMinute' satisfies Quota, rawBody: true });
