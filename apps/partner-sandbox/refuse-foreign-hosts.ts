import type { FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';

const LOOPBACK_HOST = /^(127(\.\d{1,3}){3}|localhost)(:\d{1,5})?$/i;

/** Refuses a page that resolves its own name to loopback (DNS rebinding). */
export const refuseForeignHosts = async ({ headers }: FastifyRequest): Promise<void> => {
  if (!LOOPBACK_HOST.test(headers.host ?? ''))
    throw new ProblemError(
      'unknown-host',
      'The sandbox shop answers only as 127.0.0.1 or localhost.',
    );
};
