import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '@fermata/contracts';

/** Who asks, in which project, in which roles. */
export type Viewer = {
  readonly actor: string;
  readonly projectId: string;
  readonly roles: readonly Role[];
};

declare module 'fastify' {
  interface FastifyRequest {
    viewer?: Viewer;
  }
}

/** The viewer that the guard has let in. */
export const TheViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!viewer) throw new Error('a route that asks for the viewer must not be open to everybody');
  return viewer;
});
