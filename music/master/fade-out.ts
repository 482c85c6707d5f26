import type { Stereo } from '../signal/stereo.ts';

/** Fades to silence over the last seconds, in place, along a smooth curve. */
export function fadeOut({ left, right, sampleRate }: Stereo, seconds: number): void {
  const frames = Math.min(left.length, Math.round(seconds * sampleRate));
  const from = left.length - frames;
  for (let i = 0; i < frames; i++) {
    const share = 1 - (i + 1) / frames;
    const gain = share * share * (3 - 2 * share);
    left[from + i] = (left[from + i] ?? 0) * gain;
    right[from + i] = (right[from + i] ?? 0) * gain;
  }
}
