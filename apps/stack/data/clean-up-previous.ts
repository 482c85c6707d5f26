import { endProcess } from '../process/end-process.ts';
import { stillRuns } from '../process/process-identity.ts';
import { STOP_ORDER } from '../service-name.ts';
import { type OnStep, runStackStep } from '../stack-step.ts';
import { readStackFile, removeStackFile } from './stack-file.ts';

/** The stack of this data folder runs already. */
export class StackRunningError extends Error {
  readonly pid: number;
  constructor(dataDir: string, pid: number) {
    super(
      `The stack of ${dataDir} runs already (process ${pid}): ` +
        'stop it with `fermata down`, or use another folder by FERMATA_DATA',
    );
    this.pid = pid;
  }
}

/**
 * Ends what a supervisor that was killed left running, in the stop order. Only processes that are
 * surely the recorded ones. Throws StackRuns while the supervisor lives.
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
