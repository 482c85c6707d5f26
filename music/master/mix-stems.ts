import type { Pcm24 } from '../encode/pcm24.ts';

const FULL = 8_388_608;

/** The mix is the sum of the stems: every stem carries its own sends and ducking. Throws where one stem is longer than another. */
export function mixStems(stems: readonly Pcm24[]): Pcm24 {
  const [first] = stems;
  if (!first) throw new RangeError('a mix needs at least one stem');
  const samples = new Int32Array(first.samples.length);
  for (const stem of stems) {
    if (stem.samples.length !== samples.length) throw new RangeError(`the stems differ in length: ${stem.samples.length / 2} and ${samples.length / 2} frames`);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] ?? 0) + (stem.samples[i] ?? 0);
  }
  for (let i = 0; i < samples.length; i++) samples[i] = Math.max(-FULL, Math.min(FULL - 1, samples[i] ?? 0));
  return { sampleRate: first.sampleRate, samples };
}

/** The largest difference between the sum of the stems and the mix, in parts of full scale. */
export function largestDeviation(stems: readonly Pcm24[], mix: Pcm24): number {
  let largest = 0;
  for (let i = 0; i < mix.samples.length; i++) {
    let sum = 0;
    for (const stem of stems) sum += stem.samples[i] ?? 0;
    const off = Math.abs(sum - (mix.samples[i] ?? 0));
    if (off > largest) largest = off;
  }
  return largest / FULL;
}
