import { transformOf } from '../../measure/measure-spectrum.ts';
import type { Stereo } from '../../signal/stereo.ts';

/**
 * `power[k]` is the mean power of both channels around `k * sampleRate / size` Hz; a full-scale
 * sine has about 1 in its bin. Reused for the next frame.
 */
export interface SpectrumFrame {
  readonly seconds: number;
  readonly power: Float64Array;
}

/** Spectra in Hann windows of `size` samples, centred at 0, `hop`, 2 × `hop` … samples. */
export function* powerSpectra(audio: Stereo, size: number, hop: number): Generator<SpectrumFrame> {
  const { left, right, sampleRate } = audio;
  const transform = transformOf(size);
  const window = Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size),
  );
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const power = new Float64Array(size / 2 + 1);
  // A sine of amplitude 1 puts size / 4 into its bin through a Hann window.
  const unit = (4 / size) ** 2 / 4;
  for (let centre = 0; centre < left.length; centre += hop) {
    const from = Math.round(centre) - size / 2;
    for (let i = 0; i < size; i++) {
      // Two real signals in one transform: their powers add up over mirrored bins.
      re[i] = (left[from + i] ?? 0) * (window[i] ?? 0);
      im[i] = (right[from + i] ?? 0) * (window[i] ?? 0);
    }
    transform(re, im);
    for (let k = 0; k <= size / 2; k++) {
      const mirror = (size - k) % size;
      power[k] =
        unit *
        ((re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2 + (re[mirror] ?? 0) ** 2 + (im[mirror] ?? 0) ** 2);
    }
    yield { seconds: centre / sampleRate, power };
  }
}
