import type { AudioReport } from '@fermata/contracts';
import { cos, sin } from '../render/own-math.ts';
import type { Stereo } from '../render/stereo.ts';

const PI = 3.141592653589793;

export interface Spectrum {
  /** Hertz around which the power lies, by amplitude: how bright it sounds. */
  readonly centroidHz: number;
  /** Share of the power below 150 Hz, and above 4 kHz. */
  readonly lowShare: number;
  readonly highShare: number;
  readonly bands: AudioReport['bands'];
}

/** Upper edges of the bands in Hz; `air` is all above. */
const EDGES = { sub: 60, low: 250, mid: 2000, high: 6000, air: Infinity } as const satisfies Record<keyof AudioReport['bands'], number>;

/**
 * The mean spectrum of both channels in Hann windows of `size` samples (a power of two), one each `step` samples. The longer the window,
 * the finer the bass; with steps longer than it, only a part of long audio is looked at.
 */
export function measureSpectrum(audio: Stereo, size = 2048, step = size): Spectrum {
  const transform = transformOf(size);
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * cos((2 * PI * i) / size));
  const power = new Float64Array(size / 2);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let from = 0; from + size <= audio.left.length; from += step) {
    for (let i = 0; i < size; i++) {
      const w = window[i] ?? 0;
      // Two real signals in one transform: their powers add up over mirrored bins.
      re[i] = (audio.left[from + i] ?? 0) * w;
      im[i] = (audio.right[from + i] ?? 0) * w;
    }
    transform(re, im);
    for (let k = 1; k < size / 2; k++) {
      const mirror = size - k;
      const a = re[k] ?? 0;
      const b = im[k] ?? 0;
      const c = re[mirror] ?? 0;
      const d = im[mirror] ?? 0;
      power[k] = (power[k] ?? 0) + 0.5 * (a * a + b * b + c * c + d * d);
    }
  }
  const binHz = audio.sampleRate / size;
  let total = 0;
  let amplitude = 0;
  let moment = 0;
  for (let k = 1; k < size / 2; k++) {
    const p = power[k] ?? 0;
    const a = Math.sqrt(p);
    total += p;
    amplitude += a;
    moment += a * k * binHz;
  }
  const share = (from: number, to: number): number => {
    let part = 0;
    for (let k = 1; k < size / 2; k++) if (k * binHz >= from && k * binHz < to) part += power[k] ?? 0;
    return total > 0 ? Math.round((part / total) * 1e6) / 1e6 : 0;
  };
  return {
    centroidHz: amplitude > 0 ? Math.round(moment / amplitude) : 0, lowShare: share(0, 150), highShare: share(4000, Infinity),
    bands: { sub: share(0, EDGES.sub), low: share(EDGES.sub, EDGES.low), mid: share(EDGES.low, EDGES.mid), high: share(EDGES.mid, EDGES.high), air: share(EDGES.high, EDGES.air) },
  };
}

type Transform = (re: Float64Array, im: Float64Array) => void;
const transforms = new Map<number, Transform>();

/** The fast Fourier transform of `size` points (a power of two), in place; made once a size. */
export function transformOf(size: number): Transform {
  const transform = transforms.get(size) ?? makeTransform(size);
  transforms.set(size, transform);
  return transform;
}

/** Fast Fourier transform in place, radix 2 (Cooley and Tukey). */
function makeTransform(size: number): Transform {
  const turnRe = Float64Array.from({ length: size / 2 }, (_, i) => cos((2 * PI * i) / size));
  const turnIm = Float64Array.from({ length: size / 2 }, (_, i) => -sin((2 * PI * i) / size));
  return (re, im) => {
    for (let i = 1, j = 0; i < size; i++) {
      let bit = size >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) {
        const [a, b] = [re[i] ?? 0, im[i] ?? 0];
        re[i] = re[j] ?? 0;
        im[i] = im[j] ?? 0;
        re[j] = a;
        im[j] = b;
      }
    }
    for (let span = 2; span <= size; span <<= 1) {
      const half = span >> 1;
      const stride = size / span;
      for (let base = 0; base < size; base += span) {
        for (let k = 0; k < half; k++) {
          const wr = turnRe[k * stride] ?? 0;
          const wi = turnIm[k * stride] ?? 0;
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
  };
}
