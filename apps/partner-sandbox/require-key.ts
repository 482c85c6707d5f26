import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';

/** Checks the API key. Comparing hashes keeps the check constant-time. */
export function requireKey(apiKey: string) {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${apiKey}`);
  return async (request: FastifyRequest): Promise<void> => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected))
      throw new ProblemError(
        'key-refused',
        'Authorization must be "Bearer" and the API key of this partner.',
      );
  };
}

/** Refuses messages of another version of the contract. Without the header, the version is 2. */
export async function requireSchemaVersion(request: FastifyRequest): Promise<void> {
  const version = request.headers['fermata-schema-version'] ?? '2';
  if (version !== '2')
    throw new ProblemError(
      'bad-request',
      'Fermata-Schema-Version must be 2, the version of the messages that this shop understands.',
    );
}
