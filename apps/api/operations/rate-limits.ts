import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import { Inject, Injectable } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../auth/viewer.ts';
import type { ApiConfig, Limits } from '../config.ts';
import { CONFIG } from '../doors/tokens.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { PerMinute } from './per-minute.ts';

const tooMany = (most: number, retryAfterSeconds: number) =>
  new ProblemException('too-many-requests', `at most ${most} such requests a minute`, {
    retryAfterSeconds,
  });

/** Before anything is known of the caller: what an address may ask at all, and what it may send as a partner. No header counts, as anybody can make one up. */
export const rateLimits = (limits: Limits): RateLimitPluginOptions => ({
  global: true,
  timeWindow: '1 minute',
  max: (request) =>
    budgetOf(request) === 'webhooksPerMinute' ? limits.webhooksPerMinute : limits.requestsPerMinute,
  keyGenerator: (request) =>
    `${budgetOf(request) === 'webhooksPerMinute' ? 'webhooks' : 'requests'} ${request.ip}`,
  skipOnError: false,
  errorResponseBuilder: (_request, { ttl, max }) => tooMany(max, Math.ceil(ttl / 1000)),
});

/** Behind the key: what one actor may read, and what may reach workflows. */
@Injectable()
export class ActorBudgets {
  readonly #limits: Limits;
  readonly #spent = new PerMinute();
  constructor(@Inject(CONFIG) config: ApiConfig) {
    this.#limits = config.limits;
  }

  /** Throws the 429 of an actor who has none left. */
  spend(request: FastifyRequest, { projectId, actor }: Viewer): void {
    const budget = budgetOf(request);
    const share = this.#spent.take(`${budget} ${projectId} ${actor}`, this.#limits[budget]);
    if (!share.taken) throw tooMany(this.#limits[budget], share.retryAfterSeconds);
  }
}

type Budget = 'readsPerMinute' | 'commandsPerMinute' | 'previewsPerMinute' | 'webhooksPerMinute';
declare module 'fastify' {
  interface FastifyContextConfig {
    budget?: Budget;
  }
}
const budgetOf = (request: FastifyRequest): Budget =>
  request.routeOptions.config.budget ?? 'readsPerMinute';

/** The route reaches a workflow: Temporal holds few updates in flight, so the limit stands before it. */
export const ForCommands = () => RouteConfig({ budget: 'commandsPerMinute' satisfies Budget });
/** The route answers within a deadline, from engine threads that all share. */
export const ForPreviews = () => RouteConfig({ budget: 'previewsPerMinute' satisfies Budget });
export const ForWebhooks = () =>
  RouteConfig({ budget: 'webhooksPerMinute' satisfies Budget, rawBody: true });
