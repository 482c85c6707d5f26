import { cos, sin } from '../signal/deterministic-math.ts';

const PI = 3.141592653589793;
const TAPS = 16;
const HALF = TAPS / 2;
/**
 * Samples examined together: if none of them can lead to more than `least`, none is interpolated.
 */
const PIECE = 16;

/** A windowed sinc that interpolates at `at` (0 to 1) between taps HALF − 1 and HALF. */
function interpolator(at: number): Float64Array {
  const taps = new Float64Array(TAPS);
  for (let t = 0; t < TAPS; t++) {
    const x = t - (HALF - 1) - at;
    const w = 0.5 + 0.5 * cos((2 * PI * x) / (TAPS + 1));
    taps[t] = (sin(PI * x) / (PI * x)) * w;
  }
  const sum = taps.reduce((total, tap) => total + tap, 0);
  return taps.map((tap) => tap / sum);
}

const quarter = interpolator(0.25);
const middle = interpolator(0.5);
// The filter at ¾ is the one at ¼ reversed. Its even and odd halves give both at once: the
// larger of |even + odd| and |even − odd| is |even| + |odd|.
const even = Float64Array.from(
  { length: HALF },
  (_, t) => ((quarter[t] ?? 0) + (quarter[TAPS - 1 - t] ?? 0)) / 2,
);
const odd = Float64Array.from(
  { length: HALF },
  (_, t) => ((quarter[t] ?? 0) - (quarter[TAPS - 1 - t] ?? 0)) / 2,
);
const centre = middle.slice(0, HALF);
const reach = (taps: Float64Array): number => taps.reduce((sum, tap) => sum + Math.abs(tap), 0);
/** Bound on an interpolated value, relative to the largest sample under the filter. */
const MAX_FILTER_GAIN = Math.max(reach(quarter), reach(middle));
const [e0 = 0, e1 = 0, e2 = 0, e3 = 0, e4 = 0, e5 = 0, e6 = 0, e7 = 0] = even;
const [o0 = 0, o1 = 0, o2 = 0, o3 = 0, o4 = 0, o5 = 0, o6 = 0, o7 = 0] = odd;
const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0] = centre;

const window = new Float64Array(PIECE + TAPS);

/**
 * The largest of a piece's samples and of the three interpolated values after each (4x
 * oversampling, BS.1770-4 annex 2). `crests` examines only local extrema: a fraction of the work,
 * and sufficient for a limiter whose result is measured; it misses some peaks of high frequencies.
 */
function piecePeak(x: Float32Array, from: number, crests: boolean): number {
  if (from >= HALF && from + PIECE + TAPS < x.length)
    for (let i = 0; i < PIECE + TAPS; i++) window[i] = x[from + i - (HALF - 1)] ?? 0;
  else
    for (let i = 0, at = from - (HALF - 1); i < PIECE + TAPS; i++, at++)
      window[i] = at >= 0 && at < x.length ? (x[at] ?? 0) : 0;
  const count = Math.min(PIECE, x.length - from);
  let most = 0;
  for (let i = 0; i < count; i++) {
    const x6 = window[i + 6] ?? 0;
    const x7 = window[i + 7] ?? 0;
    const x8 = window[i + 8] ?? 0;
    const x9 = window[i + 9] ?? 0;
    const here = Math.abs(x7);
    if (here > most) most = here;
    if (crests && (Math.abs(x6) > here || Math.abs(x9) > Math.abs(x8))) continue;
    const x0 = window[i + 0] ?? 0;
    const xf = window[i + 15] ?? 0;
    const x1 = window[i + 1] ?? 0;
    const xe = window[i + 14] ?? 0;
    const x2 = window[i + 2] ?? 0;
    const xd = window[i + 13] ?? 0;
    const x3 = window[i + 3] ?? 0;
    const xc = window[i + 12] ?? 0;
    const x4 = window[i + 4] ?? 0;
    const xb = window[i + 11] ?? 0;
    const x5 = window[i + 5] ?? 0;
    const xa = window[i + 10] ?? 0;
    const s0 = x0 + xf;
    const s1 = x1 + xe;
    const s2 = x2 + xd;
    const s3 = x3 + xc;
    const s4 = x4 + xb;
    const s5 = x5 + xa;
    const s6 = x6 + x9;
    const s7 = x7 + x8;
    const p = e0 * s0 + e1 * s1 + e2 * s2 + e3 * s3 + e4 * s4 + e5 * s5 + e6 * s6 + e7 * s7;
    const q =
      o0 * (x0 - xf) +
      o1 * (x1 - xe) +
      o2 * (x2 - xd) +
      o3 * (x3 - xc) +
      o4 * (x4 - xb) +
      o5 * (x5 - xa) +
      o6 * (x6 - x9) +
      o7 * (x7 - x8);
    const half = Math.abs(
      m0 * s0 + m1 * s1 + m2 * s2 + m3 * s3 + m4 * s4 + m5 * s5 + m6 * s6 + m7 * s7,
    );
    const quarters = Math.abs(p) + Math.abs(q);
    if (half > most) most = half;
    if (quarters > most) most = quarters;
  }
  return most;
}

/** The largest sample of each piece. */
function pieceSizes(x: Float32Array): Float32Array {
  const sizes = new Float32Array(Math.ceil(x.length / PIECE));
  for (let p = 0; p < sizes.length; p++) {
    let most = 0;
    for (let i = p * PIECE, to = Math.min(x.length, i + PIECE); i < to; i++) {
      const size = Math.abs(x[i] ?? 0);
      if (size > most) most = size;
    }
    sizes[p] = most;
  }
  return sizes;
}

/** Upper bound of all values in a piece: the filter reaches into the neighbouring pieces. */
const boundOf = (sizes: Float32Array, p: number): number =>
  Math.max(sizes[p - 1] ?? 0, sizes[p] ?? 0, sizes[p + 1] ?? 0) * MAX_FILTER_GAIN;

/**
 * True peak of a channel (linear), or `least` if nothing exceeds it. Pieces whose samples are too
 * small to exceed it are not interpolated.
 */
export function truePeakOf(x: Float32Array, least = 0): number {
  const sizes = pieceSizes(x);
  let peak = sizes.reduce((most, size) => Math.max(most, size), least);
  for (let p = 0; p < sizes.length; p++)
    if (boundOf(sizes, p) > peak) peak = Math.max(peak, piecePeak(x, p * PIECE, false));
  return peak;
}

/**
 * The true peak (linear) of each piece of `PEAK_PIECE` samples; only an upper bound where it is
 * certainly below `floor`. `crests`: see `piecePeak`.
 */
export function truePeaks(x: Float32Array, floor: number, crests = true): Float32Array {
  const sizes = pieceSizes(x);
  return sizes.map((_, p) => {
    const bound = boundOf(sizes, p);
    return bound <= floor ? bound : piecePeak(x, p * PIECE, crests);
  });
}

export const PEAK_PIECE = PIECE;
