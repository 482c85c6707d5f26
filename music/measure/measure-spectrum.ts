import type { AudioReport } from '@fermata/contracts/values';
import { cos, decibels, sin } from '../signal/deterministic-math.ts';
import type { Stereo } from '../signal/stereo.ts';

const PI = 3.141592653589793;

export interface Spectrum {
  /** Spectral centroid in Hz, by amplitude: perceived brightness. */
  readonly centroidHz: number;
  /** Share of the power below 150 Hz, and above 4 kHz. */
  readonly lowShare: number;
  readonly highShare: number;
  readonly bands: AudioReport['bands'];
  readonly sideToMidDb: SideToMidDb;
}
type SideToMidDb = NonNullable<AudioReport['stereo']>['sideToMidDb'];

/** Upper edges of the bands in Hz; `air` is all above. */
const EDGES = { sub: 60, low: 250, mid: 2000, high: 6000, air: Infinity } as const satisfies Record<
  keyof AudioReport['bands'],
  number
>;

/** Upper edges in Hz of the bands of the stereo width; `high` is all above. */
const WIDTH_EDGES = { low: 120, mid: 2000, high: Infinity } as const satisfies Record<
  keyof SideToMidDb,
  number
>;
/** Limits the ratio of side to mid, where one of them is silent. */
const MAX_RATIO_DB = 60;

/**
 * The mean spectrum of both channels in Hann windows of `size` samples (a power of two), one every
 * `step` samples. Longer windows resolve the bass better; steps longer than the window sample long
 * audio sparsely.
 */
export function measureSpectrum(audio: Stereo, size = 2048, step = size): Spectrum {
  const transform = transformOf(size);
  const window = Float64Array.from(
    { length: size },
    (_, i) => 0.5 - 0.5 * cos((2 * PI * i) / size),
  );
  const power = new Float64Array(size / 2);
  /** Twice the real part of left times conjugated right: the mid has more power by it, the side less. */
  const common = new Float64Array(size / 2);
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
      common[k] = (common[k] ?? 0) + a * d + b * c;
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
    for (let k = 1; k < size / 2; k++)
      if (k * binHz >= from && k * binHz < to) part += power[k] ?? 0;
    return total > 0 ? Math.round((part / total) * 1e6) / 1e6 : 0;
  };
  const sideToMid = (from: number, to: number): number => {
    let [mid, side] = [0, 0];
    for (let k = 1; k < size / 2; k++) {
      if (k * binHz < from || k * binHz >= to) continue;
      mid += (power[k] ?? 0) + (common[k] ?? 0);
      side += (power[k] ?? 0) - (common[k] ?? 0);
    }
    if (side <= 0) return -MAX_RATIO_DB;
    const db = decibels(Math.sqrt(side)) - decibels(Math.sqrt(Math.max(0, mid)));
    return Math.round(100 * Math.max(-MAX_RATIO_DB, Math.min(MAX_RATIO_DB, db))) / 100;
  };
  return {
    centroidHz: amplitude > 0 ? Math.round(moment / amplitude) : 0,
    lowShare: share(0, 150),
    highShare: share(4000, Infinity),
    bands: {
      sub: share(0, EDGES.sub),
      low: share(EDGES.sub, EDGES.low),
      mid: share(EDGES.low, EDGES.mid),
      high: share(EDGES.mid, EDGES.high),
      air: share(EDGES.high, EDGES.air),
    },
    sideToMidDb: {
      low: sideToMid(0, WIDTH_EDGES.low),
      mid: sideToMid(WIDTH_EDGES.low, WIDTH_EDGES.mid),
      high: sideToMid(WIDTH_EDGES.mid, WIDTH_EDGES.high),
    },
  };
}

type Transform = (re: Float64Array, im: Float64Array) => void;
const transforms = new Map<number, Transform>();

/** The fast Fourier transform of `size` points (a power of two), in place; cached per size. */
export function transformOf(size: number): Transform {
  const transform = transforms.get(size) ?? makeTransform(size);
  transforms.set(size, transform);
  return transform;
}

/**
 * One pass over the points: radix-4 butterflies with points `span` apart, and for each butterfly of
 * a group the three twiddle factors (cosine, sine) of its last three points.
 */
interface Pass {
  readonly span: number;
  readonly turns: Float64Array;
}

/**
 * An in-place FFT that merges two radix-2 stages (Cooley and Tukey) per pass; an odd power of two
 * starts with a single radix-2 stage. `fft.js` takes 1.5 to 1.8 times as long
 * (docs/measured.md).
 */
function makeTransform(size: number): Transform {
  const stages = Math.round(31 - Math.clz32(size));
  const reversed = Int32Array.from({ length: size }, (_, i) => bitsReversed(i, stages));
  const passes: Pass[] = [];
  for (let span = stages % 2 === 0 ? 1 : 2; span < size; span *= 4)
    passes.push({ span, turns: turnsOf(span) });
  return (re, im) => {
    for (let i = 0; i < size; i++) {
      const j = reversed[i] ?? 0;
      if (i < j) {
        const a = re[i] ?? 0;
        const b = im[i] ?? 0;
        re[i] = re[j] ?? 0;
        im[i] = im[j] ?? 0;
        re[j] = a;
        im[j] = b;
      }
    }
    if (stages % 2 === 1) {
      sumsAndDifferences(re);
      sumsAndDifferences(im);
    }
    for (const pass of passes) butterflies(re, im, pass);
  };
}

function bitsReversed(value: number, bits: number): number {
  let reversed = 0;
  for (let bit = 0; bit < bits; bit++) reversed |= ((value >> bit) & 1) << (bits - 1 - bit);
  return reversed;
}

/** Twiddle factors in bit-reversed order: 2θ, θ, 3θ. */
function turnsOf(span: number): Float64Array {
  const turns = new Float64Array(6 * span);
  for (let k = 0; k < span; k++) {
    for (const [place, times] of [2, 1, 3].entries()) {
      const angle = (2 * PI * times * k) / (4 * span);
      turns[6 * k + 2 * place] = cos(angle);
      turns[6 * k + 2 * place + 1] = -sin(angle);
    }
  }
  return turns;
}

function sumsAndDifferences(x: Float64Array): void {
  for (let i = 0; i < x.length; i += 2) {
    const a = x[i] ?? 0;
    const b = x[i + 1] ?? 0;
    x[i] = a + b;
    x[i + 1] = a - b;
  }
}

function butterflies(re: Float64Array, im: Float64Array, { span, turns }: Pass): void {
  for (let base = 0; base < re.length; base += 4 * span) {
    for (let k = 0; k < span; k++) {
      const a = base + k;
      const b = a + span;
      const c = b + span;
      const d = c + span;
      const at = 6 * k;
      const xb = re[b] ?? 0;
      const yb = im[b] ?? 0;
      const xc = re[c] ?? 0;
      const yc = im[c] ?? 0;
      const xd = re[d] ?? 0;
      const yd = im[d] ?? 0;
      const ub = turns[at] ?? 0;
      const vb = turns[at + 1] ?? 0;
      const uc = turns[at + 2] ?? 0;
      const vc = turns[at + 3] ?? 0;
      const ud = turns[at + 4] ?? 0;
      const vd = turns[at + 5] ?? 0;
      const rb = xb * ub - yb * vb;
      const ib = xb * vb + yb * ub;
      const rc = xc * uc - yc * vc;
      const ic = xc * vc + yc * uc;
      const rd = xd * ud - yd * vd;
      const id = xd * vd + yd * ud;
      const sumRe = (re[a] ?? 0) + rb;
      const sumIm = (im[a] ?? 0) + ib;
      const differenceRe = (re[a] ?? 0) - rb;
      const differenceIm = (im[a] ?? 0) - ib;
      re[a] = sumRe + rc + rd;
      im[a] = sumIm + ic + id;
      re[b] = differenceRe + ic - id;
      im[b] = differenceIm - rc + rd;
      re[c] = sumRe - rc - rd;
      im[c] = sumIm - ic - id;
      re[d] = differenceRe - ic + id;
      im[d] = differenceIm + rc - rd;
    }
  }
}
