import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { invalidRequest } from './contract-pipe.ts';

const KEY_PATTERN = /^[!-~]{1,200}$/;
const KEY_FORMAT = '1 to 200 visible ASCII characters';

const readIdempotencyKey = (context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY_PATTERN.test(key))
    throw invalidRequest([{ path: 'header.idempotency-key', message: `must be ${KEY_FORMAT}` }]);
  return key;
};

/** Identifies the request, so that a repeat finds the result of the first one. */
export const RequiredIdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => {
    const key = readIdempotencyKey(context);
    if (key === undefined)
      throw invalidRequest([
        {
          path: 'header.idempotency-key',
          message: `the header Idempotency-Key is required: ${KEY_FORMAT}`,
        },
      ]);
    return key;
  },
);

/** Identifies a command, so that a client can repeat it safely. */
export const OptionalIdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => readIdempotencyKey(context),
);

export const idempotencyKeyHeader = (required: boolean) => ({
  name: 'Idempotency-Key',
  required,
  description: `Identifies the request of this actor: a repeat with the same key has no further effect. ${KEY_FORMAT}.`,
  schema: { type: 'string' as const, pattern: KEY_PATTERN.source },
});

export const LastEventIdHeader = {
  name: 'Last-Event-ID',
  required: false,
  description: 'The id of the last message received: the stream continues after it.',
  schema: { type: 'string' as const },
};
