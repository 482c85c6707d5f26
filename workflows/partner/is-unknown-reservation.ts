import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { z } from 'zod';

const UnknownReservation = z.object({
  status: z.literal(404),
  code: z.literal('unknown-reservation'),
});

/** Whether the partner has answered that it knows no such reservation. Other 404 answers come from a wrong address. */
export function isUnknownReservation(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return (
    cause instanceof ApplicationFailure && UnknownReservation.safeParse(cause.details?.[0]).success
  );
}
