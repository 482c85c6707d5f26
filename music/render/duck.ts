import type { Bus } from '../styles/style-sound.ts';

const DIVE_SECONDS = 0.006;

/**
 * Gain of a part that makes room for the kick: dives within 6 ms before each hit, comes back along a parabola. Taken from the
 * score's kicks, so every stem can carry its own.
 */
export function duckGain(duck: NonNullable<Bus['duck']>, kicks: readonly number[], beatSeconds: number): (seconds: number) => number {
  const back = duck.beats * beatSeconds;
  let next = 0;
  return (seconds) => {
    // Called with rising times: the next kick is at most a step away.
    while (next < kicks.length && (kicks[next] ?? 0) <= seconds) next++;
    const last = kicks[next - 1];
    const coming = kicks[next];
    const since = last === undefined ? 1 : Math.min(1, (seconds - last) / back);
    const gain = 1 - duck.depth * (1 - since) * (1 - since);
    const dive = coming === undefined ? 0 : Math.max(0, 1 - (coming - seconds) / DIVE_SECONDS);
    return gain + (1 - duck.depth - gain) * dive;
  };
}
