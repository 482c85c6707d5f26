import './viewer.ts';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DEADLINE_MS } from '@fermata/contracts';
import type { ApiConfig } from '../config.ts';
import { CONFIG } from '../doors/tokens.ts';
import { ActorBudgets } from '../operations/rate-limits.ts';
import { Refusals } from '../operations/refusals.ts';
import { linkHolds } from '../previews/audio-link.ts';
import { AudioLinkQuery } from '../previews/audio-query.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { type Access, BY_LINK, LOCALLY, ROLES } from './allow.ts';
import { KeyRing } from './key-ring.ts';
import { WHERE_A_KEY_IS } from './where-a-key-is.ts';

const bearer = /^Bearer (fmk_[A-Za-z0-9_-]{16,200})$/i;

/** Lets in who has a key of the project with one of the route's roles. A route that names no roles is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  readonly #keys: KeyRing;
  readonly #config: ApiConfig;
  readonly #reflector: Reflector;
  readonly #refusals: Refusals;
  readonly #budgets: ActorBudgets;
  constructor(
    @Inject(KeyRing) keys: KeyRing,
    @Inject(CONFIG) config: ApiConfig,
    @Inject(Reflector) reflector: Reflector,
    @Inject(Refusals) refusals: Refusals,
    @Inject(ActorBudgets) budgets: ActorBudgets,
  ) {
    this.#keys = keys;
    this.#config = config;
    this.#refusals = refusals;
    this.#budgets = budgets;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.#reflector.getAllAndOverride<Access | undefined>(ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'everybody') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (
      this.#reflector.getAllAndOverride<boolean | undefined>(LOCALLY, [
        context.getHandler(),
        context.getClass(),
      ]) === true &&
      isLocal(request)
    )
      return true;
    if (
      this.#reflector.getAllAndOverride<boolean | undefined>(BY_LINK, [
        context.getHandler(),
        context.getClass(),
      ]) === true &&
      this.#cameByLink(request)
    )
      return true;
    const key = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined)
      throw new ProblemException(
        'unauthenticated',
        `send a key of your project: Authorization: Bearer fmk_… ${WHERE_A_KEY_IS}`,
      );
    const left = hurryOf(request, context.switchToHttp().getResponse<FastifyReply>());
    const viewer = await (left === null ? this.#keys.find(key) : this.#keys.findSoon(key, left));
    if (!viewer)
      throw new ProblemException('unauthenticated', `this key is not known. ${WHERE_A_KEY_IS}`);
    request.viewer = viewer;
    this.#budgets.spend(request, viewer);
    if (access === undefined || !viewer.roles.some((role) => access.includes(role))) {
      const needed = (access ?? []).join(' or ');
      const what = `${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 200);
      await this.#refusals.record(viewer, {
        type: 'access.denied',
        data: { what, detail: `needs ${needed}, has ${viewer.roles.join(', ') || 'none'}` },
      });
      throw new ProblemException(
        'forbidden',
        `this needs the role ${needed}; ${viewer.actor} has ${viewer.roles.join(', ') || 'none'}`,
      );
    }
    return true;
  }

  /** A signed link says for which project and preview it is good; an expired one is as none. */
  #cameByLink(request: FastifyRequest): boolean {
    const link = AudioLinkQuery.safeParse(request.query);
    const { data: { previewId } = {} } = Named.safeParse(request.params);
    if (
      !link.success ||
      previewId === undefined ||
      !linkHolds(this.#config.tokenSecret, previewId, link.data, Date.now() / 1000)
    )
      return false;
    request.viewer = { actor: 'act_link', projectId: link.data.project, roles: [] };
    return true;
  }
}

const Named = z.object({ previewId: z.string() });
const InAHurry = z.object({
  deadlineMs: z.number().min(DEADLINE_MS.min).max(DEADLINE_MS.max).default(DEADLINE_MS.usual),
});
const WAY_BACK_MS = 10;

/** What is left of the deadline of a request for a preview, in milliseconds; null for all others. */
function hurryOf(request: FastifyRequest, reply: FastifyReply): number | null {
  if (request.routeOptions.config.budget !== 'previewsPerMinute') return null;
  return Math.max(
    0,
    (InAHurry.safeParse(request.body).data?.deadlineMs ?? DEADLINE_MS.usual) -
      reply.elapsedTime -
      WAY_BACK_MS,
  );
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
// A proxy beside us is local too, but those whom it speaks for are not.
const isLocal = ({ ip, headers }: FastifyRequest): boolean =>
  loopback.test(ip) && headers.forwarded === undefined && headers['x-forwarded-for'] === undefined;
