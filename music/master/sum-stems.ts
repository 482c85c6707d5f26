import { readFlacFrames } from '../decode/decode-flac.ts';
import { readStreamInfo } from '../decode/read-stream-info.ts';
import type { Pcm24 } from '../signal/pcm24.ts';

const FULL_SCALE = 8_388_608;

/**
 * The sum of the stems (FLAC files), which may exceed full scale. Throws if the stems differ in
 * length.
 */
export function sumStems(stems: Iterable<Uint8Array>): Pcm24 {
  let sum: Pcm24 | undefined;
  for (const stem of stems) {
    const layout = readStreamInfo(stem);
    sum ??= { sampleRate: layout.sampleRate, samples: new Int32Array(layout.frames * 2) };
    const { samples } = sum;
    if (layout.frames * 2 !== samples.length)
      throw new RangeError(
        `the stems differ in length: ${layout.frames} and ${samples.length / 2} frames`,
      );
    readFlacFrames(stem, layout, (left, right, from) => {
      for (let i = 0, at = 2 * from; i < left.length; i++, at += 2) {
        samples[at] = (samples[at] ?? 0) + (left[i] ?? 0);
        samples[at + 1] = (samples[at + 1] ?? 0) + (right[i] ?? 0);
      }
    });
  }
  if (!sum) throw new RangeError('a mix needs at least one stem');
  return sum;
}

/**
 * The mix is the plain sum of the stems, because each contains its own sends and ducking; only
 * values beyond full scale are clipped.
 */
export function clipToFullScale({ sampleRate, samples }: Pcm24): Pcm24 {
  const cut = samples.slice();
  for (let i = 0; i < cut.length; i++) {
    const sample = cut[i] ?? 0;
    if (sample > FULL_SCALE - 1) cut[i] = FULL_SCALE - 1;
    else if (sample < -FULL_SCALE) cut[i] = -FULL_SCALE;
  }
  return { sampleRate, samples: cut };
}

/**
 * The largest difference between the sum of the stems and the mix (a FLAC file), relative to full
 * scale.
 */
export function largestDeviation({ samples }: Pcm24, mix: Uint8Array): number {
  let largest = 0;
  readFlacFrames(mix, readStreamInfo(mix), (left, right, from) => {
    for (let i = 0, at = 2 * from; i < left.length; i++, at += 2) {
      largest = Math.max(
        largest,
        Math.abs((samples[at] ?? 0) - (left[i] ?? 0)),
        Math.abs((samples[at + 1] ?? 0) - (right[i] ?? 0)),
      );
    }
  });
  return largest / FULL_SCALE;
}
