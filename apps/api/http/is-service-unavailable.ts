import { z } from 'zod';

const ErrorShape = z
  .object({
    code: z.unknown(),
    errorCode: z.unknown(),
    originalCode: z.unknown(),
    kind: z.unknown(),
    name: z.unknown(),
    message: z.unknown(),
    cause: z.unknown(),
    errors: z.unknown(),
    meta: z.unknown(),
  })
  .partial();
const PrismaErrorMeta = z.object({ driverAdapterError: z.unknown() });
const S3ErrorShape = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) });

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
/** Causes may be circular. */
const MAX_CAUSE_DEPTH = 6;

/** Whether the error means that PostgreSQL or S3 is unavailable, so that the same request may succeed later. */
export function isServiceUnavailable(error: unknown, depth = MAX_CAUSE_DEPTH): boolean {
  if (depth === 0) return false;
  const details = ErrorShape.safeParse(error).data;
  if (!details) return false;
  if (
    [details.code, details.errorCode, details.originalCode].some(
      (code) =>
        typeof code === 'string' && (RETRYABLE_CODES.has(code) || CONNECTION_SQLSTATE.test(code)),
    )
  )
    return true;
  if (typeof details.kind === 'string' && RETRYABLE_KINDS.has(details.kind)) return true;
  if (
    details.name === 'TimeoutError' ||
    (typeof details.message === 'string' && CONNECTION_MESSAGES.test(details.message))
  )
    return true;
  if ((S3ErrorShape.safeParse(error).data?.$metadata.httpStatusCode ?? 0) >= 500) return true;
  const errors: unknown[] = Array.isArray(details.errors) ? details.errors : [];
  const causes = [
    details.cause,
    PrismaErrorMeta.safeParse(details.meta).data?.driverAdapterError,
    ...errors,
  ];
  return causes.some((inner) => isServiceUnavailable(inner, depth - 1));
}
