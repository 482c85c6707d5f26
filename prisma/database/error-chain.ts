import { z } from 'zod';

const ErrorDetails = z
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
    $metadata: z.unknown(),
  })
  .partial();
export type ErrorDetails = z.infer<typeof ErrorDetails>;

const PrismaMeta = z.object({ driverAdapterError: z.unknown() });
/** Causes may be circular. */
const MAX_DEPTH = 6;

/** An error with its causes: those of JavaScript, of aggregates and of Prisma's database adapter. */
export function errorChain(error: unknown, depth = MAX_DEPTH): ErrorDetails[] {
  const details = depth === 0 ? undefined : ErrorDetails.safeParse(error).data;
  if (!details) return [];
  const errors: unknown[] = Array.isArray(details.errors) ? details.errors : [];
  const causes = [
    details.cause,
    PrismaMeta.safeParse(details.meta).data?.driverAdapterError,
    ...errors,
  ];
  return [details, ...causes.flatMap((cause) => errorChain(cause, depth - 1))];
}

/** The codes of an error: of PostgreSQL (SQLSTATE), Prisma or the operating system. */
export const errorCodes = ({ code, errorCode, originalCode }: ErrorDetails): string[] =>
  [code, errorCode, originalCode].filter((each) => typeof each === 'string');
