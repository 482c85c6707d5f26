import type { Command } from 'commander';
import { z } from 'zod';
import {
  runningStack,
  type StackFile,
  StackRunningError,
  startDetached,
  startStack,
} from '@fermata/stack';
import { dataFolder } from '../api-connection.ts';
import { CommandError } from '../command-error.ts';
import { type CommandContext, defineCommand } from '../define-command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { addressLines } from './address-lines.ts';
import { checkSettings } from './check-settings.ts';
import { showSteps } from './show-steps.ts';

const Options = z.object({ detach: z.boolean().default(false) });

export function addUpCommand(program: Command): void {
  defineCommand(program, {
    usage: 'up',
    summary: 'start all services and keep them up',
    local: true,
    schema: Options,
    options: (command) =>
      command
        .option('--detach', 'run in the background: return when all services are healthy')
        .addHelpText(
          'after',
          '\nWithout --detach it runs until Ctrl-C, then stops all services. Ports, data folder ' +
            'and external services: docs/operations.md',
        ),
    run: up,
  });
}

async function up(context: CommandContext, { detach }: z.infer<typeof Options>): Promise<ExitCode> {
  const { env, output, signal } = context;
  const dataDir = dataFolder(env);
  checkSettings(env);
  const running = await runningStack(dataDir);
  if (running) {
    if (!detach)
      throw new CommandError(
        EXIT.refused,
        new StackRunningError(dataDir, running.supervisor.pid).message,
      );
    return showRunning(
      context,
      running,
      `It is already running (process ${running.supervisor.pid}).`,
    );
  }
  const steps = showSteps(process.stderr);
  const start = performance.now();
  try {
    if (detach) {
      const file = await startDetached({ dataDir, env, onStep: steps.onStep, signal });
      steps.stop();
      return showRunning(
        context,
        file,
        `Up in ${((performance.now() - start) / 1000).toFixed(1)} s, in the background. \`fermata down\` stops it.`,
      );
    }
    const stack = await startStack({ dataDir, env, onStep: steps.onStep, signal });
    steps.stop();
    output.result(
      { state: 'running', ...stack.addresses },
      () =>
        `Up in ${((performance.now() - start) / 1000).toFixed(1)} s. Ctrl-C stops ` +
        `it.\n${addressLines(stack.addresses)}`,
    );
    await interrupted(signal);
    const stopping = showSteps(process.stderr);
    await stack.stop(stopping.onStep);
    stopping.stop();
    return EXIT.ok;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new CommandError(
      error instanceof StackRunningError ? EXIT.refused : EXIT.failed,
      error instanceof Error ? error.message : String(error),
    );
  } finally {
    steps.stop();
  }
}

const interrupted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) =>
    signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve(), { once: true }),
  );

function showRunning(
  { output }: CommandContext,
  { addresses, supervisor }: StackFile,
  sentence: string,
): ExitCode {
  output.result(
    { state: 'running', supervisor: supervisor.pid, ...addresses },
    () => `${sentence}\n${addressLines(addresses)}`,
  );
  return EXIT.ok;
}
