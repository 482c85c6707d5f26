import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import { Inject, Injectable } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiConfig, Limits } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';
import { PerMinuteLimiter } from './per-minute-limiter.ts';
import type { Principal } from './principal.ts';
import { ProblemException } from './problem-exception.ts';

export const tooManyRequests = (limit: number, retryAfterSeconds: number) =>
  new ProblemException('too-many-requests', `at most ${limit} such requests a minute`, {
    retryAfterSeconds,
  });

const NO_HEADERS = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
};

/**
 * Limits all requests of an address before authentication. The address comes from the connection, or from a header of
 * a trusted proxy. No headers: ActorQuotas reports the lower limit of the actor.
 */
export const rateLimits = (limits: Limits): RateLimitPluginOptions => ({
  global: true,
  timeWindow: '1 minute',
  max: limits.requestsPerMinute,
  keyGenerator: (request) => request.ip,
  skipOnError: false,
  addHeaders: { ...NO_HEADERS, 'retry-after': false },
  addHeadersOnExceeding: NO_HEADERS,
  errorResponseBuilder: (_request, { ttl, max }) => tooManyRequests(max, Math.ceil(ttl / 1000)),
});

/** Limits of one actor, after authentication. */
@Injectable()
export class ActorQuotas {
  readonly #limiter = new PerMinuteLimiter();

  constructor(@Inject(CONFIG) private readonly config: ApiConfig) {}

  /** Sets the quota's headers. Throws a 429 if the actor has used it up. */
  consume(request: FastifyRequest, reply: FastifyReply, { projectId, actor }: Principal): void {
    const quota = quotaOf(request);
    const limit = this.config.limits[quota];
    const share = this.#limiter.take(`${quota} ${projectId} ${actor}`, limit);
    void reply.headers({
      'x-ratelimit-limit': limit,
      'x-ratelimit-remaining': share.remaining,
      'x-ratelimit-reset': share.resetSeconds,
    });
    if (!share.taken) throw tooManyRequests(limit, share.resetSeconds);
  }
}

type Quota = 'readsPerMinute' | 'commandsPerMinute' | 'previewsPerMinute';
declare module 'fastify' {
  interface FastifyContextConfig {
    quota?: Quota;
  }
}
const quotaOf = (request: FastifyRequest): Quota =>
  request.routeOptions.config.quota ?? 'readsPerMinute';

/** For routes that reach a workflow, as Temporal allows few updates in flight. */
export const CommandQuota = () => RouteConfig({ quota: 'commandsPerMinute' satisfies Quota });
/** For routes that render on the shared engine processes. */
export const PreviewQuota = () => RouteConfig({ quota: 'previewsPerMinute' satisfies Quota });
