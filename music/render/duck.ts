import type { Bus } from '../styles/style-sound.ts';
import type { Push } from './pump.ts';

const DIVE_SECONDS = 0.006;

/**
 * Gain of a part ducked by the beat: falls within 6 ms before each push (times in increasing
 * order), recovers along a parabola.
 */
export function duckGain(
  duck: NonNullable<Bus['duck']>,
  pushes: readonly Push[],
  beatSeconds: number,
): (seconds: number) => number {
  const back = duck.beats * beatSeconds;
  let next = 0;
  return (seconds) => {
    // Times increase between calls, so the next push is at most one step away.
    while (next < pushes.length && (pushes[next]?.at ?? 0) <= seconds) next++;
    const last = pushes[next - 1];
    const coming = pushes[next];
    const since = last === undefined ? 1 : Math.min(1, (seconds - last.at) / back);
    const gain = 1 - duck.depth * (last?.force ?? 0) * (1 - since) * (1 - since);
    if (coming === undefined) return gain;
    const dive = Math.max(0, 1 - (coming.at - seconds) / DIVE_SECONDS);
    return gain + (1 - duck.depth * coming.force - gain) * dive;
  };
}
