import { cos, gainOf, pow, sin } from '../signal/deterministic-math.ts';

const PI = 3.141592653589793;

/** A second-order filter with numerator and denominator normalised by a0. */
export interface Biquad {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** The two K-weighting filters: the head model as a high shelf, then a high pass. */
export interface KWeighting {
  readonly shelf: Biquad;
  readonly highPass: Biquad;
}

/**
 * K-weighting (ITU-R BS.1770-4, annex 1) at any sample rate. The standard gives coefficients only
 * for 48 kHz. These are the underlying analogue filters, transformed bilinearly; at 48 kHz they
 * match the standard to nine digits.
 */
function kWeighting(sampleRate: number): KWeighting {
  const slope = (hz: number): number => sin((PI * hz) / sampleRate) / cos((PI * hz) / sampleRate);
  const k = slope(1681.974450955533);
  const q = 0.7071752369554196;
  const high = gainOf(3.999843853973347);
  const band = pow(high, 0.4996667741545416);
  const a0 = 1 + k / q + k * k;
  const shelf = {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
  const c = slope(38.13547087602444);
  const d = 0.5003270373238773;
  const e0 = 1 + c / d + c * c;
  // The standard leaves this numerator unscaled.
  const highPass = {
    b0: 1,
    b1: -2,
    b2: 1,
    a1: (2 * (c * c - 1)) / e0,
    a2: (1 - c / d + c * c) / e0,
  };
  return { shelf, highPass };
}

/** Filter state below this is flushed to zero: denormal numbers would slow down every step. */
const SMALLEST_STATE = 1e-30;
const flushTiny = (value: number): number => (Math.abs(value) < SMALLEST_STATE ? 0 : value);

/** K-weights both channels piece by piece. */
export class WeightedPower {
  readonly #filters: KWeighting;
  /** Two state values per filter and channel. */
  readonly #memory = new Float64Array(8);
  #products = 0;

  constructor(sampleRate: number) {
    this.#filters = kWeighting(sampleRate);
  }

  /**
   * The sum of products of the weighted channels in the last piece. With the sum of squares it
   * gives the power of their sum, the mono signal.
   */
  get sumOfProducts(): number {
    return this.#products;
  }

  /**
   * The sum of squares of both weighted channels over the samples `from` to `to`, which must follow
   * the previous piece.
   */
  sumOfSquares(left: Float32Array, right: Float32Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.#filters.shelf;
    const { a1: c1, a2: c2 } = this.#filters.highPass;
    const memory = this.#memory;
    let p1 = memory[0] ?? 0;
    let p2 = memory[1] ?? 0;
    let q1 = memory[2] ?? 0;
    let q2 = memory[3] ?? 0;
    let r1 = memory[4] ?? 0;
    let r2 = memory[5] ?? 0;
    let s1 = memory[6] ?? 0;
    let s2 = memory[7] ?? 0;
    let sum = 0;
    let products = 0;
    for (let i = from; i < to; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      const ls = b0 * l + p1;
      p1 = b1 * l - a1 * ls + p2;
      p2 = b2 * l - a2 * ls;
      const lw = ls + q1;
      q1 = -2 * ls - c1 * lw + q2;
      q2 = ls - c2 * lw;
      const rs = b0 * r + r1;
      r1 = b1 * r - a1 * rs + r2;
      r2 = b2 * r - a2 * rs;
      const rw = rs + s1;
      s1 = -2 * rs - c1 * rw + s2;
      s2 = rs - c2 * rw;
      sum += lw * lw + rw * rw;
      products += lw * rw;
    }
    memory[0] = flushTiny(p1);
    memory[1] = flushTiny(p2);
    memory[2] = flushTiny(q1);
    memory[3] = flushTiny(q2);
    memory[4] = flushTiny(r1);
    memory[5] = flushTiny(r2);
    memory[6] = flushTiny(s1);
    memory[7] = flushTiny(s2);
    this.#products = products;
    return sum;
  }
}
