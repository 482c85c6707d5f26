import { resolve } from 'node:path';
import { cleanUpPrevious } from '../data/clean-up-previous.ts';
import { readStackFile } from '../data/stack-file.ts';
import { endProcess } from '../process/end-process.ts';
import { stillRuns } from '../process/process-identity.ts';
import { type OnStep, runStackStep } from '../stack-step.ts';

/** Longer than all services together may take before they are killed. */
const STOP_SECONDS = 120;

/**
 * Stops the data folder's stack, in this process or another, and waits until every process has
 * ended. Returns false when no stack ran.
 */
export async function stopRunning({
  dataDir,
  onStep = () => undefined,
}: {
  dataDir: string;
  onStep?: OnStep;
}): Promise<boolean> {
  const folder = resolve(dataDir);
  const file = await readStackFile(folder);
  if (!file) return false;
  const lives = await stillRuns(file.supervisor);
  const services = Object.values(file.services).flatMap((service) =>
    service?.process ? [service.process] : [],
  );
  const orphans = (await Promise.all(services.map(stillRuns))).some(Boolean);
  if (lives)
    await runStackStep('stop all services', onStep, () =>
      endProcess(file.supervisor, 'SIGTERM', STOP_SECONDS),
    );
  // Does nothing unless the supervisor was killed, here or earlier.
  await cleanUpPrevious(folder, onStep);
  return lives || orphans;
}
