import { type ProcessIdentity, stillRuns } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

const assertExited = async (identity: ProcessIdentity): Promise<void> => {
  if (await stillRuns(identity)) throw new Error(`process ${identity.pid} still runs`);
};

/**
 * Sends `signal` to a process that is not our child, and SIGKILL after `seconds`. Leaves a process
 * alone that only reuses the process id.
 */
export async function endProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  seconds: number,
): Promise<void> {
  for (const [endSignal, timeoutSeconds] of [
    [signal, seconds],
    ['SIGKILL', 5],
  ] as const) {
    if (!(await stillRuns(identity))) return;
    try {
      process.kill(identity.pid, endSignal);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
      throw error;
    }
    const ended = await waitUntil(
      `the end of process ${identity.pid}`,
      () => assertExited(identity),
      {
        seconds: timeoutSeconds,
      },
    ).then(
      () => true,
      () => false,
    );
    if (ended) return;
  }
  throw new Error(`process ${identity.pid} did not end after SIGKILL`);
}
