import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '@fermata/contracts/values';

export type { Principal };

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
    /** Whether the key still opens this route, for responses that go on for long. */
    stillAdmitted?: () => Promise<boolean>;
  }
}

/** The principal that the key guard has authenticated. */
export const CurrentPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!principal) throw new Error('a route that needs the principal must not be public');
    return principal;
  },
);
