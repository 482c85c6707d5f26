/** How long calls to a partner are repeated, unless they have a limit of their own. */
const PATIENCE_SECONDS = 24 * 3600;

/** Milliseconds since the epoch. */
export interface CallTimes {
  /** Of the first attempt. */
  readonly scheduledAt: number;
  readonly attemptScheduledAt: number;
  /** When the partner was resumed last; null: never. */
  readonly resumedAt: number | null;
}

/** Whether calls have failed for so long. The time before the partner was resumed does not count. */
export const isPatienceOver = (
  { scheduledAt, attemptScheduledAt, resumedAt }: CallTimes,
  patienceSeconds = PATIENCE_SECONDS,
): boolean => attemptScheduledAt - Math.max(scheduledAt, resumedAt ?? 0) > patienceSeconds * 1000;
