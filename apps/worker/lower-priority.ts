import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/**
 * Lowers the priority of this process by `nice` steps (0 to 19), so that interactive previews run
 * before batch work. Threads and processes inherit the priority of the one that starts them, so call
 * this before any of them starts. Errors of the system are ignored.
 */
export function lowerPriority(nice: number): void {
  if (nice === 0) return;
  try {
    setPriority(nice);
    // With autogroup scheduling Linux uses only the nice value of the session.
    if (process.platform === 'linux') writeFileSync('/proc/self/autogroup', String(nice));
  } catch {
    // Optional: the worker also runs with normal priority.
  }
}
