import { Context } from '@temporalio/activity';

/** Cancellation and progress (0 to 1) of long work. */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number, task: string) => void;
  /** A failure that does not end the work, for the log. */
  readonly onWarning: (message: string, error: unknown) => void;
  /** The attempt, from 1. */
  readonly attempt: number;
  /** When the activity and this attempt were scheduled: Unix milliseconds. */
  readonly scheduledAt: number;
  readonly attemptScheduledAt: number;
}

const HEARTBEAT_MS = 2000;

/** Runs long work with heartbeats, which reveal a dead worker in seconds and carry cancellations. */
export async function withHeartbeat<T>(work: (watch: WorkContext) => Promise<T>): Promise<T> {
  const context = Context.current();
  let progress = { percent: 0, task: 'started' };
  const heartbeatTimer = setInterval(() => context.heartbeat(progress), HEARTBEAT_MS);
  try {
    return await work({
      signal: context.cancellationSignal,
      onProgress: (fraction, task) => {
        progress = { percent: Math.round(fraction * 100), task };
        context.heartbeat(progress);
      },
      onWarning: (message, error) => {
        context.log.warn(message, { error });
      },
      attempt: context.info.attempt,
      scheduledAt: context.info.scheduledTimestampMs,
      attemptScheduledAt: context.info.currentAttemptScheduledTimestampMs,
    });
  } catch (error) {
    // An aborted engine must end the activity as cancelled, not as failed.
    if (context.cancellationSignal.aborted)
      throw await context.cancelled.catch((reason: unknown) => reason);
    throw error;
  } finally {
    clearInterval(heartbeatTimer);
  }
}
