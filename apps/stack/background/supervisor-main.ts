import { type Stack, startStack } from '../start-stack.ts';
import type { SupervisorMessage } from './messages.ts';

/** The process that supervises a detached stack: started by startDetached, stopped by SIGTERM. */
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('usage: supervisor-main DATA_FOLDER');

const send = (message: SupervisorMessage): void => {
  // The parent process may have ended; a message that cannot be sent is ignored.
  if (process.connected) process.send?.(message, () => undefined);
};
const log = (line: string): void => console.log(`${new Date().toISOString()} ${line}`);
const startAbort = new AbortController();
let stack: Stack | null = null;
let stopping = false;

const stop = async (signal: NodeJS.Signals): Promise<void> => {
  log(`${signal}: stopping`);
  startAbort.abort(new Error('the start was interrupted'));
  if (!stack || stopping) return;
  stopping = true;
  await stack.stop((step) => {
    if (step.state === 'done' || step.state === 'failed')
      log(`${step.name}: ${step.state}, ${step.seconds.toFixed(1)} s ${step.detail ?? ''}`);
  });
  log('stopped');
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => void stop(signal));

try {
  stack = await startStack({
    dataDir,
    env: process.env,
    signal: startAbort.signal,
    onStep: (step) => {
      send({ type: 'step', step });
      if (step.state === 'done' || step.state === 'failed')
        log(`${step.name}: ${step.state}, ${step.seconds.toFixed(1)} s ${step.detail ?? ''}`);
    },
  });
  send({ type: 'running' });
  log(`running, process ${process.pid}`);
  if (process.connected) process.disconnect();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  log(`failed: ${message}`);
  send({ type: 'failed', message });
  process.exitCode = 1;
  if (process.connected) process.disconnect();
}
