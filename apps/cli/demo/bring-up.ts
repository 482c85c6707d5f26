import { setTimeout as wait } from 'node:timers/promises';
import { duration } from '@fermata/clients/words';
import { runningStack, startDetached, stopRunning } from '@fermata/stack';
import type { StackFile } from '@fermata/stack';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { LiveLine } from '../render/live-line.ts';
import type { Screen } from '../render/live-line.ts';
import { checkSettings } from '../stack/check-settings.ts';
import { showSteps } from '../stack/show-steps.ts';

const WAIT_SECONDS = 300;

/** The stack of the data folder; starts it in the background if it does not run. */
export async function bringUp({
  dataDir,
  env,
  screen,
  signal,
}: {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  screen: Screen;
  signal: AbortSignal;
}): Promise<{ stack: StackFile; startedNow: boolean }> {
  checkSettings(env);
  const running = await runningStack(dataDir);
  if (running?.state === 'running') return { stack: running, startedNow: false };
  if (running !== null)
    return { stack: await untilRunning(dataDir, screen, signal), startedNow: false };
  const steps = showSteps(screen);
  try {
    return {
      stack: await startDetached({ dataDir, env, signal, onStep: steps.onStep }),
      startedNow: true,
    };
  } catch (error) {
    throw new CommandError(
      EXIT.failed,
      `The system cannot be started: ${error instanceof Error ? error.message : String(error)}. ` +
        `See "fermata doctor".`,
    );
  } finally {
    steps.stop();
  }
}

async function untilRunning(
  dataDir: string,
  screen: Screen,
  signal: AbortSignal,
): Promise<StackFile> {
  const live = new LiveLine(screen);
  live.show('Another command starts or stops the system; waiting for it');
  const giveUp = Date.now() + WAIT_SECONDS * 1000;
  try {
    for (;;) {
      const stack = await runningStack(dataDir);
      if (stack?.state === 'running') return stack;
      if (stack === null)
        throw new CommandError(
          EXIT.refused,
          'Another command has just stopped the system; try again.',
        );
      if (Date.now() > giveUp)
        throw new CommandError(
          EXIT.failed,
          `The system was not ready after ${duration(WAIT_SECONDS)}. See "fermata status".`,
        );
      await wait(300, undefined, { signal });
    }
  } finally {
    live.stop();
  }
}

/** Stops all services; the data stays. */
export async function bringDown(dataDir: string, screen: Screen): Promise<void> {
  const steps = showSteps(screen);
  try {
    await stopRunning({ dataDir, onStep: steps.onStep });
  } finally {
    steps.stop();
  }
}
