import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiConfig } from '../config.ts';
import { CONFIG } from '../infrastructure/injection-tokens.ts';
import {
  type Access,
  DEADLINE_METADATA,
  type DeadlineOf,
  LOCAL_METADATA,
  ROLES_METADATA,
  SIGNED_LINK_METADATA,
} from './allow.ts';
import { isLocalRequest } from './is-local-request.ts';
import { KeyCache } from './key-cache.ts';
import { KEY_LOCATION_HINT } from './key-location-hint.ts';
import type { Principal } from './principal.ts';
import { ProblemException } from './problem-exception.ts';
import { ActorQuotas } from './rate-limits.ts';
import { RefusalRecorder } from './refusal-recorder.ts';
import { type LinkTarget, SignedLinkQuery, verifySignedLink } from './signed-link.ts';
import './principal.ts';

const BEARER_KEY = /^Bearer (fmk_[A-Za-z0-9_-]{16,200})$/i;
const RESPONSE_MARGIN_MS = 10;
const RouteParams = z.record(z.string(), z.string());

const LinkQuery = z.looseObject({ signature: z.unknown() });

/** Whether the request relies on a signed link: it has a signature and no key. */
const isLinkOnly = ({ headers, query }: FastifyRequest): boolean =>
  headers.authorization === undefined && LinkQuery.safeParse(query).data?.signature !== undefined;

/** Admits callers with a key that has one of the route's roles. A route without roles is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(
    @Inject(KeyCache) private readonly keys: KeyCache,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(RefusalRecorder) private readonly refusals: RefusalRecorder,
    @Inject(ActorQuotas) private readonly quotas: ActorQuotas,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.#metadata<Access>(ROLES_METADATA, context);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (
      this.#metadata<boolean>(LOCAL_METADATA, context) === true &&
      this.config.openMetrics &&
      isLocalRequest(request)
    )
      return true;
    const link = this.#metadata<LinkTarget>(SIGNED_LINK_METADATA, context);
    if (link && this.#acceptSignedLink(request, link)) return true;
    if (link && isLinkOnly(request))
      throw new ProblemException(
        'unauthenticated',
        'this link is not valid, or no longer; ask for the preview again to get a new one',
      );
    const { key, principal } = await this.#authenticate(request, context);
    const admits = ({ roles }: Principal): boolean =>
      access !== undefined && roles.some((role) => access.includes(role));
    request.principal = principal;
    request.stillAdmitted = async () => {
      const current = await this.keys.find(key);
      return (
        current !== null &&
        current.actor === principal.actor &&
        current.projectId === principal.projectId &&
        admits(current)
      );
    };
    this.quotas.consume(request, context.switchToHttp().getResponse<FastifyReply>(), principal);
    if (!admits(principal)) await this.#deny(request, principal, access ?? []);
    return true;
  }

  async #authenticate(
    request: FastifyRequest,
    context: ExecutionContext,
  ): Promise<{ key: string; principal: Principal }> {
    const key = BEARER_KEY.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined)
      throw new ProblemException(
        'unauthenticated',
        `send a key of your project: Authorization: Bearer fmk_… ${KEY_LOCATION_HINT}`,
      );
    const deadlineOf = this.#metadata<DeadlineOf>(DEADLINE_METADATA, context);
    const { elapsedTime } = context.switchToHttp().getResponse<FastifyReply>();
    const principal = await (deadlineOf
      ? this.keys.findCached(
          key,
          Math.max(0, deadlineOf(request.body) - elapsedTime - RESPONSE_MARGIN_MS),
        )
      : this.keys.find(key));
    if (!principal)
      throw new ProblemException('unauthenticated', `this key is unknown. ${KEY_LOCATION_HINT}`);
    return { key, principal };
  }

  /** Records the attempt and throws the 403. */
  async #deny(
    { method, url }: FastifyRequest,
    principal: Principal,
    access: readonly string[],
  ): Promise<never> {
    const needed = access.join(' or ');
    const roles = principal.roles.join(', ') || 'none';
    await this.refusals.record(principal, {
      type: 'access.denied',
      data: {
        request: `${method} ${url.split('?')[0] ?? ''}`.slice(0, 200),
        detail: `needs ${needed}, has ${roles}`,
      },
    });
    throw new ProblemException(
      'forbidden',
      `this needs the role ${needed}; ${principal.actor} has ${roles}`,
    );
  }

  /** A valid link acts as a principal without roles. An expired link counts as none. */
  #acceptSignedLink(request: FastifyRequest, target: LinkTarget): boolean {
    const link = SignedLinkQuery.safeParse(request.query);
    const id = RouteParams.safeParse(request.params).data?.[target.idParameter];
    const { purpose } = target;
    if (
      !link.success ||
      id === undefined ||
      !verifySignedLink(this.config.tokenSecret, { purpose, id }, link.data, Date.now() / 1000)
    )
      return false;
    request.principal = { actor: 'act_link', projectId: link.data.project, roles: [] };
    return true;
  }

  #metadata<T>(key: symbol, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [
      context.getHandler(),
      context.getClass(),
    ]);
  }
}
