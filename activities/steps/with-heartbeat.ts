import { Context } from '@temporalio/activity';

/** What long work is handed: a signal that ends it, and where it says how far it is (0 to 1). */
export interface WorkContext {
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number, what: string) => void;
  /** Which attempt this is, from 1. */
  readonly attempt: number;
}

const HEARTBEAT_MS = 2000;

/** Runs long work with a steady heartbeat, so that a dead worker is noticed in seconds and a cancellation arrives. */
export async function withHeartbeat<T>(work: (watch: WorkContext) => Promise<T>): Promise<T> {
  const context = Context.current();
  let progress = { percent: 0, what: 'started' };
  const heartbeatTimer = setInterval(() => context.heartbeat(progress), HEARTBEAT_MS);
  try {
    return await work({
      signal: context.cancellationSignal,
      onProgress: (fraction, what) => {
        progress = { percent: Math.round(fraction * 100), what };
        context.heartbeat(progress);
      },
      attempt: context.info.attempt,
    });
  } catch (error) {
    // An aborted engine must end as a cancelled activity, not as a failed one.
    if (context.cancellationSignal.aborted)
      throw await context.cancelled.catch((reason: unknown) => reason);
    throw error;
  } finally {
    clearInterval(heartbeatTimer);
  }
}
