import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '@fermata/contracts/values';

/** Who asks, in which project, in which roles. */
export type Principal = {
  readonly actor: string;
  readonly projectId: string;
  readonly roles: readonly Role[];
};

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}

/** The viewer that the guard has let in. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal: principal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!principal)
      throw new Error('a route that asks for the viewer must not be open to everybody');
    return principal;
  },
);
