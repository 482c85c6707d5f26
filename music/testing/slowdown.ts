const ROUNDS = 25;

/**
 * How many times as long `run` takes as `base`. The fastest of several alternating runs count,
 * because other work on the machine only adds time.
 */
export function slowdown(base: () => unknown, run: () => unknown): number {
  const fastest = { base: Infinity, run: Infinity };
  for (let round = 0; round < ROUNDS; round++) {
    fastest.base = Math.min(fastest.base, timeOf(base));
    fastest.run = Math.min(fastest.run, timeOf(run));
  }
  return fastest.run / fastest.base;
}

function timeOf(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}
