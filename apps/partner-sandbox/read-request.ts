import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from './problem-error.ts';
import { IdempotencyKey, Traceparent } from './wire.ts';

/** The parsed value. `subject`: its name in the problem. Throws a ProblemError. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, subject: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const first = errors[0];
  throw new ProblemError(
    'invalid-fields',
    `${subject}${first?.path ? `: ${first.path}` : ''} ${first?.message ?? 'is wrong'}.`,
    { errors },
  );
}

export const traceparentOf = (request: FastifyRequest): string | null =>
  Traceparent.nullable()
    .catch(null)
    .parse(request.headers.traceparent ?? null);

export const referenceOf = (request: FastifyRequest): string =>
  z
    .object({ reference: z.string().max(100) })
    .catch({ reference: '' })
    .parse(request.params).reference;

export function idempotencyKeyOf(request: FastifyRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined)
    throw new ProblemError('idempotency-key-missing', 'Every POST needs an Idempotency-Key.');
  const key = IdempotencyKey.safeParse(header);
  if (key.success) return key.data;
  throw new ProblemError(
    'bad-request',
    'Idempotency-Key must have 1 to 200 visible ASCII characters.',
  );
}
