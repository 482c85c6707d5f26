import { z } from 'zod';

const Told = z
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
const Meta = z.object({ driverAdapterError: z.unknown() });
const Answered = z.object({ $metadata: z.object({ httpStatusCode: z.number() }) });

const CODES = new Set([
  // PostgreSQL stops, has crashed, starts, or has no connection left.
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // Prisma: not reachable, timed out, closed the connection, no connection from the pool in time.
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
const KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
/** SQLSTATE class 08: connection exceptions. */
const CONNECTION = /^08[0-9A-Z]{3}$/;
// The PostgreSQL driver gives these no code.
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable|the database system is (starting up|shutting down|in recovery mode))/i;
/** How far causes are followed: they may go round. */
const DEPTH = 6;

/** Does this error say that PostgreSQL or S3 is away or starting? Then the same request may succeed later. */
export function saysServiceAway(error: unknown, depth = DEPTH): boolean {
  if (depth === 0) return false;
  const told = Told.safeParse(error).data;
  if (!told) return false;
  if (
    [told.code, told.errorCode, told.originalCode].some(
      (code) => typeof code === 'string' && (CODES.has(code) || CONNECTION.test(code)),
    )
  )
    return true;
  if (typeof told.kind === 'string' && KINDS.has(told.kind)) return true;
  if (
    told.name === 'TimeoutError' ||
    (typeof told.message === 'string' && WORDS.test(told.message))
  )
    return true;
  if ((Answered.safeParse(error).data?.$metadata.httpStatusCode ?? 0) >= 500) return true;
  const within = [
    told.cause,
    Meta.safeParse(told.meta).data?.driverAdapterError,
    ...(Array.isArray(told.errors) ? told.errors : []),
  ];
  return within.some((inner) => saysServiceAway(inner, depth - 1));
}
