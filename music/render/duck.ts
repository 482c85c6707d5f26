import type { Bus } from '../styles/style-sound.ts';

const DIVE_SECONDS = 0.006;

/**
 * Gain of a part that makes room for the beat: dives within 6 ms before each trigger (rising seconds), comes back along a parabola.
 */
export function duckGain(duck: NonNullable<Bus['duck']>, triggers: readonly number[], beatSeconds: number): (seconds: number) => number {
  const back = duck.beats * beatSeconds;
  let next = 0;
  return (seconds) => {
    // Called with rising times: the next trigger is at most a step away.
    while (next < triggers.length && (triggers[next] ?? 0) <= seconds) next++;
    const last = triggers[next - 1];
    const coming = triggers[next];
    const since = last === undefined ? 1 : Math.min(1, (seconds - last) / back);
    const gain = 1 - duck.depth * (1 - since) * (1 - since);
    const dive = coming === undefined ? 0 : Math.max(0, 1 - (coming - seconds) / DIVE_SECONDS);
    return gain + (1 - duck.depth - gain) * dive;
  };
}
