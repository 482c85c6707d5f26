import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StackRunningError } from '../data/clean-up-previous.ts';
import { readStackFile, type StackFile } from '../data/stack-file.ts';
import { createFolder } from '../folders/create-folder.ts';
import { closeLog, lastLines, openLog } from '../process/log-file.ts';
import { stillRuns } from '../process/process-identity.ts';
import type { OnStep } from '../stack-step.ts';
import { SupervisorMessage } from './messages.ts';

/**
 * Starts a stack that outlives this process: its supervisor runs in a separate session. Resolves
 * when all services are healthy. Throws StackRunningError when the stack already runs.
 */
export async function startDetached(options: {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  onStep?: OnStep;
  signal?: AbortSignal;
}): Promise<StackFile> {
  const dataDir = resolve(options.dataDir);
  const { env, onStep = () => undefined, signal } = options;
  const running = await runningStack(dataDir);
  if (running) throw new StackRunningError(dataDir, running.supervisor.pid);
  await createFolder(join(dataDir, 'logs'), 0o700);
  const logFile = join(dataDir, 'logs', 'supervisor.log');
  const log = openLog(logFile);
  const built = join(import.meta.dirname, 'supervisor-main.js');
  const main = existsSync(built) ? built : join(import.meta.dirname, 'supervisor-main.ts');
  const supervisor = fork(main, [dataDir], {
    env,
    execArgv: main === built ? [] : ['--conditions=source'],
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeLog(log);
  const interrupt = (): void => {
    supervisor.kill('SIGTERM');
  };
  signal?.addEventListener('abort', interrupt);
  try {
    await new Promise<void>((running, failed) => {
      let failure: string | null = null;
      supervisor.on('message', (raw) => {
        const message = SupervisorMessage.parse(raw);
        if (message.type === 'step') onStep(message.step);
        else if (message.type === 'running') running();
        else failure = message.message;
      });
      supervisor.once('error', failed);
      // The supervisor stops all started services before it exits, so a failed start waits for its
      // exit as well.
      supervisor.once('exit', (code, exitSignal) =>
        failed(
          new Error(
            failure ??
              `the supervisor ended with ${exitSignal ?? `code ${code}`}: ${lastLines(logFile)}`,
          ),
        ),
      );
    });
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
  supervisor.removeAllListeners();
  if (supervisor.connected) supervisor.disconnect();
  supervisor.unref();
  const file = await readStackFile(dataDir);
  if (!file)
    throw new Error(`the stack of ${dataDir} was stopped by another process during its start`);
  return file;
}

/** The running stack of the data folder; null when its supervisor is not alive. */
export async function runningStack(dataDir: string): Promise<StackFile | null> {
  const file = await readStackFile(resolve(dataDir));
  return file && (await stillRuns(file.supervisor)) ? file : null;
}
