import './principal.ts';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DEADLINE_MS } from '@fermata/contracts/http';
import type { ApiConfig } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';
import { type Access, LOCAL_METADATA, ROLES_METADATA, SIGNED_LINK_METADATA } from './allow.ts';
import { KeyCache } from './key-cache.ts';
import { ProblemException } from './problem-exception.ts';
import { ActorQuotas } from './rate-limits.ts';
import { RefusalRecorder } from './refusal-recorder.ts';
import { SignedLinkQuery } from './signed-link-query.ts';
import { verifySignedLink } from './signed-link.ts';
import { KEY_LOCATION_HINT } from './where-a-key-is.ts';

const BEARER_KEY = /^Bearer (fmk_[A-Za-z0-9_-]{16,200})$/i;

/** Lets in who has a key of the project with one of the route's roles. A route that names no roles is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  readonly #keys: KeyCache;
  readonly #config: ApiConfig;
  readonly #reflector: Reflector;
  readonly #refusals: RefusalRecorder;
  readonly #quotas: ActorQuotas;
  constructor(
    @Inject(KeyCache) keys: KeyCache,
    @Inject(CONFIG) config: ApiConfig,
    @Inject(Reflector) reflector: Reflector,
    @Inject(RefusalRecorder) refusals: RefusalRecorder,
    @Inject(ActorQuotas) budgets: ActorQuotas,
  ) {
    this.#keys = keys;
    this.#config = config;
    this.#refusals = refusals;
    this.#quotas = budgets;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.#reflector.getAllAndOverride<Access | undefined>(ROLES_METADATA, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'everybody') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (
      this.#reflector.getAllAndOverride<boolean | undefined>(LOCAL_METADATA, [
        context.getHandler(),
        context.getClass(),
      ]) === true &&
      isLocal(request)
    )
      return true;
    if (
      this.#reflector.getAllAndOverride<boolean | undefined>(SIGNED_LINK_METADATA, [
        context.getHandler(),
        context.getClass(),
      ]) === true &&
      this.#acceptSignedLink(request)
    )
      return true;
    const key = BEARER_KEY.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined)
      throw new ProblemException(
        'unauthenticated',
        `send a key of your project: Authorization: Bearer fmk_… ${KEY_LOCATION_HINT}`,
      );
    const remainingMs = remainingDeadlineMs(
      request,
      context.switchToHttp().getResponse<FastifyReply>(),
    );
    const principal = await (remainingMs === null
      ? this.#keys.find(key)
      : this.#keys.findCached(key, remainingMs));
    if (!principal)
      throw new ProblemException('unauthenticated', `this key is not known. ${KEY_LOCATION_HINT}`);
    request.principal = principal;
    this.#quotas.consume(request, principal);
    if (access === undefined || !principal.roles.some((role) => access.includes(role))) {
      const needed = (access ?? []).join(' or ');
      const what = `${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 200);
      await this.#refusals.record(principal, {
        type: 'access.denied',
        data: { what, detail: `needs ${needed}, has ${principal.roles.join(', ') || 'none'}` },
      });
      throw new ProblemException(
        'forbidden',
        `this needs the role ${needed}; ${principal.actor} has ${principal.roles.join(', ') || 'none'}`,
      );
    }
    return true;
  }

  /** A signed link says for which project and preview it is good; an expired one is as none. */
  #acceptSignedLink(request: FastifyRequest): boolean {
    const link = SignedLinkQuery.safeParse(request.query);
    const { data: { previewId } = {} } = PreviewParams.safeParse(request.params);
    if (
      !link.success ||
      previewId === undefined ||
      !verifySignedLink(this.#config.tokenSecret, previewId, link.data, Date.now() / 1000)
    )
      return false;
    request.principal = { actor: 'act_link', projectId: link.data.project, roles: [] };
    return true;
  }
}

const PreviewParams = z.object({ previewId: z.string() });
const DeadlineBody = z.object({
  deadlineMs: z.number().min(DEADLINE_MS.min).max(DEADLINE_MS.max).default(DEADLINE_MS.usual),
});
const RESPONSE_MARGIN_MS = 10;

/** What is left of the deadline of a request for a preview, in milliseconds; null for all others. */
function remainingDeadlineMs(request: FastifyRequest, reply: FastifyReply): number | null {
  if (request.routeOptions.config.quota !== 'previewsPerMinute') return null;
  return Math.max(
    0,
    (DeadlineBody.safeParse(request.body).data?.deadlineMs ?? DEADLINE_MS.usual) -
      reply.elapsedTime -
      RESPONSE_MARGIN_MS,
  );
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
// A proxy beside us is local too, but those whom it speaks for are not.
const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  LOOPBACK.test(ip) && headers.forwarded === undefined && headers['x-forwarded-for'] === undefined;
