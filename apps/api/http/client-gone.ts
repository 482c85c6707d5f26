import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** Aborted when the client disconnects: nobody gets the response any more. */
export function whenClientGone(reply: FastifyReply): AbortSignal {
  const disconnect = new AbortController();
  reply.raw.once('close', () => disconnect.abort());
  return disconnect.signal;
}

/** The same, for a route that waits for a model. */
export const ClientGone = createParamDecorator(
  (_: unknown, context: ExecutionContext): AbortSignal =>
    whenClientGone(context.switchToHttp().getResponse<FastifyReply>()),
);
