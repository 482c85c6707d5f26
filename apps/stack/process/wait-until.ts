import { setTimeout as delay } from 'node:timers/promises';

/** An error that waiting does not resolve. */
export class UnrecoverableError extends Error {}

/**
 * Repeats `check` until it does not throw. After `seconds` it throws the last error with `condition`,
 * a noun phrase; an UnrecoverableError at once.
 */
export async function waitUntil(
  condition: string,
  check: () => Promise<void>,
  { seconds, signal, everyMs = 40 }: { seconds: number; signal?: AbortSignal; everyMs?: number },
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await check();
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof UnrecoverableError) throw error;
      if (performance.now() > end)
        throw new Error(
          `waited ${seconds} s for ${condition}: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
    }
    await delay(everyMs);
  }
}
