import type { Stereo } from '../../signal/stereo.ts';
import { meanOf } from './audio-traits.ts';
import { chromaFrames } from './key-clarity.ts';

/** Traits of the pitch classes that sound, the same in every key. */
export interface HarmonyTraits {
  /** How strongly two classes sound that are 1 to 6 semitones apart, 1 as strongly as each alone. */
  readonly intervals: readonly number[];
  /** How many classes sound, 1 to 12: the exponential of the entropy. */
  readonly classes: number;
  /** How alike the classes are half a second later, and two seconds later: 1 the same. */
  readonly held: number;
  readonly stays: number;
}

const SPANS = { held: 0.5, stays: 2 };

export function harmonyTraits(audio: Stereo): HarmonyTraits {
  const { hopSeconds, frames } = chromaFrames(audio);
  const whole = new Array<number>(12).fill(0);
  for (const frame of frames)
    frame.forEach((strength, step) => void (whole[step] = (whole[step] ?? 0) + strength));
  const energy = whole.reduce((sum, x) => sum + x * x, 0);
  const all = whole.reduce((sum, x) => sum + x, 0);
  const entropy = whole.reduce((sum, x) => {
    const share = x / Math.max(1e-12, all);
    return share > 0 ? sum - share * Math.log(share) : sum;
  }, 0);
  const after = (seconds: number): number => {
    const hops = Math.max(1, Math.round(seconds / hopSeconds));
    return meanOf(
      frames.slice(hops).flatMap((frame, i) => {
        const alike = cosine(frame, frames[i] ?? []);
        return alike === undefined ? [] : [alike];
      }),
    );
  };
  return {
    intervals: [1, 2, 3, 4, 5, 6].map(
      (steps) =>
        whole.reduce((sum, x, step) => sum + x * (whole[(step + steps) % 12] ?? 0), 0) /
        Math.max(1e-12, energy),
    ),
    classes: Math.exp(entropy),
    held: after(SPANS.held),
    stays: after(SPANS.stays),
  };
}

function cosine(a: readonly number[], b: readonly number[]): number | undefined {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  const norm = Math.sqrt(dot(a, a) * dot(b, b));
  return norm > 1e-12 ? dot(a, b) / norm : undefined;
}
