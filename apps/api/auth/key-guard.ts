import type { Catalogue } from '@fermata/prisma';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CATALOGUE } from '../doors/tokens.ts';
import { ActorBudgets } from '../operations/rate-limits.ts';
import { Refusals } from '../operations/refusals.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { LOCALLY, ROLES, type Access } from './allow.ts';
import './viewer.ts';
import { WHERE_A_KEY_IS } from './where-a-key-is.ts';

const bearer = /^Bearer (fmk_[A-Za-z0-9_-]{16,200})$/i;

/** Lets in who has a key of the project with one of the route's roles. A route that names no roles is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  readonly #catalogue: Catalogue;
  readonly #reflector: Reflector;
  readonly #refusals: Refusals;
  readonly #budgets: ActorBudgets;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(Reflector) reflector: Reflector, @Inject(Refusals) refusals: Refusals, @Inject(ActorBudgets) budgets: ActorBudgets) {
    this.#catalogue = catalogue;
    this.#refusals = refusals;
    this.#budgets = budgets;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.#reflector.getAllAndOverride<Access | undefined>(ROLES, [context.getHandler(), context.getClass()]);
    if (access === 'everybody') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.#reflector.getAllAndOverride<boolean | undefined>(LOCALLY, [context.getHandler(), context.getClass()]) === true && isLocal(request)) return true;
    const key = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined) throw new ProblemException('unauthenticated', `send a key of your project: Authorization: Bearer fmk_… ${WHERE_A_KEY_IS}`);
    const viewer = await this.#catalogue.keys.findByKey(key);
    if (!viewer) throw new ProblemException('unauthenticated', `this key is not known. ${WHERE_A_KEY_IS}`);
    request.viewer = viewer;
    this.#budgets.spend(request, viewer);
    if (access === undefined || !viewer.roles.some((role) => access.includes(role))) {
      const needed = (access ?? []).join(' or ');
      const what = `${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 200);
      await this.#refusals.record(viewer, { type: 'access.denied', data: { what, detail: `needs ${needed}, has ${viewer.roles.join(', ') || 'none'}` } });
      throw new ProblemException('forbidden', `this needs the role ${needed}; ${viewer.actor} has ${viewer.roles.join(', ') || 'none'}`);
    }
    return true;
  }
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
// A proxy beside us is local too, but those whom it speaks for are not.
const isLocal = ({ ip, headers }: FastifyRequest): boolean => loopback.test(ip) && headers.forwarded === undefined && headers['x-forwarded-for'] === undefined;
