import type { Catalogue } from '@fermata/prisma';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CATALOGUE } from '../doors/tokens.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { ROLES, type Access } from './allow.ts';
import type { Viewer } from './viewer.ts';

const bearer = /^Bearer (fmk_[A-Za-z0-9_-]{16,200})$/i;

/** Lets in who has a key of the project with one of the route's roles. A route that names no roles is closed. */
@Injectable()
export class KeyGuard implements CanActivate {
  readonly #catalogue: Catalogue;
  readonly #reflector: Reflector;
  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(Reflector) reflector: Reflector) {
    this.#catalogue = catalogue;
    this.#reflector = reflector;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.#reflector.getAllAndOverride<Access | undefined>(ROLES, [context.getHandler(), context.getClass()]);
    if (access === 'everybody') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = bearer.exec(request.headers.authorization ?? '')?.[1];
    if (key === undefined) throw new ProblemException('unauthenticated', 'send a key of your project: Authorization: Bearer fmk_…');
    const viewer = await this.#catalogue.keys.findByKey(key);
    if (!viewer) throw new ProblemException('unauthenticated', 'this key is not known');
    request.viewer = viewer;
    if (access === undefined || !viewer.roles.some((role) => access.includes(role))) {
      const needed = (access ?? []).join(' or ');
      await this.#recordDenied(viewer, `${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 200), needed);
      throw new ProblemException('forbidden', `this needs the role ${needed}; ${viewer.actor} has ${viewer.roles.join(', ') || 'none'}`);
    }
    return true;
  }

  async #recordDenied({ projectId, actor, roles }: Viewer, what: string, needed: string): Promise<void> {
    await this.#catalogue.events.appendNext({
      type: 'access.denied', projectId, stream: `project/${projectId}`, occurredAt: new Date().toISOString(), actor, workflowId: null, runId: null,
      data: { what, detail: `needs ${needed}, has ${roles.join(', ') || 'none'}` },
    });
  }
}
