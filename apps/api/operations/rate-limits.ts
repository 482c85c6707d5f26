import { createHash } from 'node:crypto';
import type { RateLimitPluginOptions } from '@fastify/rate-limit';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Limits } from '../config.ts';
import { ProblemException } from '../problems/problem-exception.ts';

// A key is counted by its hash: no secret stands in the limiter's table.
const whoAsks = (request: FastifyRequest): string => (request.headers.authorization ? createHash('sha256').update(request.headers.authorization).digest('base64url') : request.ip);

/** One bucket for reading, another for everything that reaches a workflow, another for webhooks. */
export const rateLimits = (limits: Limits): RateLimitPluginOptions => ({
  global: true,
  timeWindow: '1 minute',
  max: (request) => limits[budgetOf(request)],
  keyGenerator: (request) => `${budgetOf(request)} ${whoAsks(request)}`,
  skipOnError: false,
  errorResponseBuilder: (_request, { ttl, max }) => new ProblemException('too-many-requests', `at most ${max} such requests a minute`, { retryAfterSeconds: Math.ceil(ttl / 1000) }),
});

type Budget = 'readsPerMinute' | 'commandsPerMinute' | 'webhooksPerMinute';
declare module 'fastify' {
  interface FastifyContextConfig {
    budget?: Budget;
  }
}
const budgetOf = (request: FastifyRequest): Budget => request.routeOptions.config.budget ?? 'readsPerMinute';

/** The route reaches a workflow: Temporal holds few updates in flight, so the limit stands before it. */
export const ForCommands = () => RouteConfig({ budget: 'commandsPerMinute' satisfies Budget });
export const ForWebhooks = () => RouteConfig({ budget: 'webhooksPerMinute' satisfies Budget, rawBody: true });
