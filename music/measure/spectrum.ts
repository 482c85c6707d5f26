import { cos, sin } from '../render/own-math.ts';
import type { Stereo } from '../render/stereo.ts';

const SIZE = 2048;
const PI = 3.141592653589793;

export interface Spectrum {
  /** Hertz around which the power lies, by amplitude: how bright it sounds. */
  readonly centroidHz: number;
  /** Share of the power below 150 Hz, and above 4 kHz. */
  readonly lowShare: number;
  readonly highShare: number;
}

/** The mean spectrum of both channels, in Hann windows one after the other. */
export function measureSpectrum(audio: Stereo): Spectrum {
  const window = new Float64Array(SIZE);
  for (let i = 0; i < SIZE; i++) window[i] = 0.5 - 0.5 * cos((2 * PI * i) / SIZE);
  const power = new Float64Array(SIZE / 2);
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  for (let from = 0; from + SIZE <= audio.left.length; from += SIZE) {
    for (let i = 0; i < SIZE; i++) {
      const w = window[i] ?? 0;
      // Two real signals in one transform: their powers add up over mirrored bins.
      re[i] = (audio.left[from + i] ?? 0) * w;
      im[i] = (audio.right[from + i] ?? 0) * w;
    }
    transform(re, im);
    for (let k = 1; k < SIZE / 2; k++) {
      const mirror = SIZE - k;
      const a = re[k] ?? 0;
      const b = im[k] ?? 0;
      const c = re[mirror] ?? 0;
      const d = im[mirror] ?? 0;
      power[k] = (power[k] ?? 0) + 0.5 * (a * a + b * b + c * c + d * d);
    }
  }
  let total = 0;
  let amplitude = 0;
  let moment = 0;
  let low = 0;
  let high = 0;
  for (let k = 1; k < SIZE / 2; k++) {
    const hz = (k * audio.sampleRate) / SIZE;
    const p = power[k] ?? 0;
    const a = Math.sqrt(p);
    total += p;
    amplitude += a;
    moment += a * hz;
    if (hz < 150) low += p;
    if (hz > 4000) high += p;
  }
  const share = (part: number): number => (total > 0 ? Math.round((part / total) * 1e6) / 1e6 : 0);
  return { centroidHz: amplitude > 0 ? Math.round(moment / amplitude) : 0, lowShare: share(low), highShare: share(high) };
}

const turns = { re: new Float64Array(SIZE / 2), im: new Float64Array(SIZE / 2), ready: false };

/** Fast Fourier transform in place, radix 2 (Cooley and Tukey). */
function transform(re: Float64Array, im: Float64Array): void {
  if (!turns.ready) {
    for (let i = 0; i < SIZE / 2; i++) {
      turns.re[i] = cos((2 * PI * i) / SIZE);
      turns.im[i] = -sin((2 * PI * i) / SIZE);
    }
    turns.ready = true;
  }
  for (let i = 1, j = 0; i < SIZE; i++) {
    let bit = SIZE >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
  for (let size = 2; size <= SIZE; size <<= 1) {
    const half = size >> 1;
    const stride = SIZE / size;
    for (let base = 0; base < SIZE; base += size) {
      for (let k = 0; k < half; k++) {
        const wr = turns.re[k * stride] ?? 0;
        const wi = turns.im[k * stride] ?? 0;
        const a = base + k;
        const b = a + half;
        const xr = (re[b] ?? 0) * wr - (im[b] ?? 0) * wi;
        const xi = (re[b] ?? 0) * wi + (im[b] ?? 0) * wr;
        re[b] = (re[a] ?? 0) - xr;
        im[b] = (im[a] ?? 0) - xi;
        re[a] = (re[a] ?? 0) + xr;
        im[a] = (im[a] ?? 0) + xi;
      }
    }
  }
}
