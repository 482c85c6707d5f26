import { endProcess } from '../process/end-process.ts';
import { stillRuns } from '../process/process-identity.ts';
import { STOP_ORDER } from '../service-name.ts';
import { type OnStep, runStackStep } from '../stack-step.ts';
import { readStackFile, removeStackFile } from './stack-file.ts';

/** The stack of this data folder is already running. */
export class StackRunningError extends Error {
  readonly pid: number;
  constructor(dataDir: string, pid: number) {
    super(
      `The stack of ${dataDir} is already running (process ${pid}): ` +
        'stop it with `fermata down`, or set FERMATA_DATA to another folder',
    );
    this.pid = pid;
  }
}

/**
 * Ends the processes left by a killed supervisor, in stop order. Ends only processes whose identity
 * matches the record. Throws StackRunningError while the supervisor is alive.
 */
export async function cleanUpPrevious(dataDir: string, onStep: OnStep): Promise<void> {
  const previous = await readStackFile(dataDir);
  if (!previous) return;
  if (await stillRuns(previous.supervisor))
    throw new StackRunningError(dataDir, previous.supervisor.pid);
  for (const name of STOP_ORDER) {
    const orphan = previous.services[name]?.process;
    if (orphan && (await stillRuns(orphan)))
      await runStackStep(`end the ${name} of a killed stack`, onStep, () =>
        endProcess(orphan, name === 'postgres' ? 'SIGINT' : 'SIGTERM', 20),
      );
  }
  await removeStackFile(dataDir);
}
