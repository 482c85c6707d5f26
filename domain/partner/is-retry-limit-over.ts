/** How long calls to a partner are repeated, unless they have a limit of their own. */
const GIVE_UP_AFTER_SECONDS = 24 * 3600;

/** Milliseconds since the epoch. */
export interface CallTimes {
  /** Of the first attempt. */
  readonly scheduledAt: number;
  readonly attemptScheduledAt: number;
  /** When the partner was resumed last; null: never. */
  readonly resumedAt: number | null;
}

/** Whether the retry limit has passed. Time before the partner's last resume does not count. */
export const isRetryLimitOver = (
  { scheduledAt, attemptScheduledAt, resumedAt }: CallTimes,
  giveUpAfterSeconds = GIVE_UP_AFTER_SECONDS,
): boolean =>
  attemptScheduledAt - Math.max(scheduledAt, resumedAt ?? 0) > giveUpAfterSeconds * 1000;
