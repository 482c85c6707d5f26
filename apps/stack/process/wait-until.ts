import { setTimeout as delay } from 'node:timers/promises';

/** A fault that waiting does not heal. */
export class Hopeless extends Error {}

/** Tries `check` again and again until it does not throw. After `seconds` it throws the last fault, said as what was awaited; a Hopeless one at once. */
export async function waitUntil(
  what: string,
  check: () => Promise<void>,
  { seconds, signal, everyMs = 40 }: { seconds: number; signal?: AbortSignal; everyMs?: number },
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await check();
    } catch (fault) {
      signal?.throwIfAborted();
      if (fault instanceof Hopeless) throw fault;
      if (performance.now() > end)
        throw new Error(
          `${what} did not come true within ${seconds} s: ${fault instanceof Error ? fault.message : String(fault)}`,
          { cause: fault },
        );
    }
    await delay(everyMs);
  }
}
