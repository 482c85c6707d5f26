import { z } from 'zod';
import { errorChain, errorCodes, type ErrorDetails } from '@fermata/prisma';

const S3Metadata = z.object({ httpStatusCode: z.number() });

const RETRYABLE_CODES = new Set([
  // PostgreSQL is stopping, crashed, starting, or has no connection left.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // Prisma: unreachable, timeout, connection closed, no connection from the pool in time.
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const RETRYABLE_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/** SQLSTATE class 08: connection exceptions. */
const CONNECTION_SQLSTATE = /^08[0-9A-Z]{3}$/;
/** Messages of the PostgreSQL driver for errors without a code. */
const CONNECTION_MESSAGES = new RegExp(
  `^(${[
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error',
    'Client was closed and is not queryable',
    'the database system is (starting up|shutting down|in recovery mode)',
  ].join('|')})`,
  'i',
);
/** Whether the error means that PostgreSQL or S3 is unavailable, so that the same request may succeed later. */
export const isServiceUnavailable = (error: unknown): boolean =>
  errorChain(error).some(
    (details) =>
      errorCodes(details).some(
        (code) => RETRYABLE_CODES.has(code) || CONNECTION_SQLSTATE.test(code),
      ) ||
      (typeof details.kind === 'string' && RETRYABLE_KINDS.has(details.kind)) ||
      details.name === 'TimeoutError' ||
      (typeof details.message === 'string' && CONNECTION_MESSAGES.test(details.message)) ||
      isS3Failure(details),
  );

const isS3Failure = ({ $metadata }: ErrorDetails): boolean =>
  (S3Metadata.safeParse($metadata).data?.httpStatusCode ?? 0) >= 500;
