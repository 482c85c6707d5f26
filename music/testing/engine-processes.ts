import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { z } from 'zod';

const CHANNEL = 'child_process';
const Message = z.object({ process: z.custom<ChildProcess>() });

/** The child processes that this process starts from now on. */
export function watchEngineProcesses() {
  const started: ChildProcess[] = [];
  const alive = new Set<ChildProcess>();
  const note = (message: unknown): void => {
    const { process: child } = Message.parse(message);
    started.push(child);
    alive.add(child);
    child.once('exit', () => alive.delete(child));
  };
  subscribe(CHANNEL, note);
  return { started, alive, stopWatching: () => void unsubscribe(CHANNEL, note) };
}
