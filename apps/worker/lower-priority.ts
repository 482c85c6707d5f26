import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Lowers the priority of this process by `nice` steps (0 to 19): previews, for which somebody
 * waits, go before batch work. Threads take it over from the
 * one that starts them, so it must happen before the first is started. Where the system refuses,
 * the work goes on as it is.
 */
export function lowerPriority(nice: number): void {
  if (nice === 0) return;
  try {
    setPriority(nice);
    // Where Linux shares out by session, it looks at the session's own figure alone.
    if (process.platform === 'linux') writeFileSync('/proc/self/autogroup', String(nice));
  } catch {
    // A courtesy: nothing depends on it.
  }
}
