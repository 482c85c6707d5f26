import type { Pcm24 } from '../encode/pcm24.ts';

const FULL = 8_388_608;

/**
 * The sum of the stems, which may reach beyond full scale. One stem is in memory at a time where they come lazily. Throws where
 * one stem is longer than another.
 */
export function sumStems(stems: Iterable<Pcm24>): Pcm24 {
  let sum: Pcm24 | undefined;
  for (const stem of stems) {
    sum ??= { sampleRate: stem.sampleRate, samples: new Int32Array(stem.samples.length) };
    const { samples } = sum;
    if (stem.samples.length !== samples.length) throw new RangeError(`the stems differ in length: ${stem.samples.length / 2} and ${samples.length / 2} frames`);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + (stem.samples[i] ?? 0);
  }
  if (!sum) throw new RangeError('a mix needs at least one stem');
  return sum;
}

/** The mix is the sum of the stems, as every stem carries its own sends and ducking; only what is over full scale is cut. */
export const cutToFullScale = (sum: Pcm24): Pcm24 => ({ sampleRate: sum.sampleRate, samples: sum.samples.map((sample) => Math.max(-FULL, Math.min(FULL - 1, sample))) });

/** The largest difference between the sum of the stems and the mix, in parts of full scale. */
export function largestDeviation(sum: Pcm24, mix: Pcm24): number {
  let largest = 0;
  for (let i = 0; i < sum.samples.length; i++) largest = Math.max(largest, Math.abs((sum.samples[i] ?? 0) - (mix.samples[i] ?? 0)));
  return largest / FULL;
}
