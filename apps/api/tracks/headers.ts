import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { invalid } from '../problems/contract-pipe.ts';

const visibleAscii = /^[!-~]{1,200}$/;
const shape = '1 to 200 visible ASCII characters';

const keyOf = (context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !visibleAscii.test(key))
    throw invalid([{ path: 'header.idempotency-key', message: `must be ${shape}` }]);
  return key;
};

/** Names the request, so that a repeat finds what the first one made. */
export const RequestKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = keyOf(context);
  if (key === undefined)
    throw invalid([
      {
        path: 'header.idempotency-key',
        message: `the header Idempotency-Key is required: ${shape}`,
      },
    ]);
  return key;
});

/** Names a command, for those who want to repeat it whatever happened meanwhile. */
export const OptionalKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => keyOf(context),
);

export const keyHeader = (required: boolean) => ({
  name: 'Idempotency-Key',
  required,
  description: `Names this request: the same key again is the same request. ${shape}.`,
  schema: { type: 'string' as const, pattern: visibleAscii.source },
});

export const CursorHeader = {
  name: 'Last-Event-ID',
  required: false,
  description: 'The id of the last message seen: the stream goes on after it.',
  schema: { type: 'string' as const },
};
