import type { BitReader } from './bit-reader.ts';

const FIXED: readonly (readonly number[])[] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

/** One channel of a frame: its residuals and their prediction. */
export function readSubframe(bits: BitReader, out: Int32Array, depthOfChannel: number): void {
  bits.read(1);
  const type = bits.read(6);
  const wasted = bits.read(1) === 1 ? bits.unary() + 1 : 0;
  const depth = depthOfChannel - wasted;
  const size = out.length;
  if (type === 0) out.fill(bits.readSigned(depth));
  else if (type === 1) for (let i = 0; i < size; i++) out[i] = bits.readSigned(depth);
  else if (type >= 8 && type <= 12) {
    const order = type - 8;
    for (let i = 0; i < order; i++) out[i] = bits.readSigned(depth);
    readResidual(bits, out, order);
    predict(out, FIXED[order] ?? [], 0);
  } else if (type >= 32) {
    const order = type - 31;
    for (let i = 0; i < order; i++) out[i] = bits.readSigned(depth);
    const precision = bits.read(4) + 1;
    const shift = bits.readSigned(5);
    const coefficients = Array.from({ length: order }, () => bits.readSigned(precision));
    readResidual(bits, out, order);
    predict(out, coefficients, shift);
  } else throw new TypeError(`the FLAC file has a subframe of unknown type ${type}`);
  if (wasted > 0) for (let i = 0; i < size; i++) out[i] = (out[i] ?? 0) << wasted;
}

function readResidual(bits: BitReader, out: Int32Array, order: number): void {
  const parameterBits = bits.read(2) === 0 ? 4 : 5;
  const partitions = 1 << bits.read(4);
  const each = out.length / partitions;
  const escape = (1 << parameterBits) - 1;
  let i = order;
  for (let partition = 0; partition < partitions; partition++) {
    const parameter = bits.read(parameterBits);
    const end = (partition + 1) * each;
    if (parameter === escape) {
      const raw = bits.read(5);
      for (; i < end; i++) out[i] = raw === 0 ? 0 : bits.readSigned(raw);
      continue;
    }
    bits.readRice(out, i, end, parameter);
    i = end;
  }
}

/**
 * Adds the prediction from previous samples, in doubles: 25 + 15 + 5 bits stay exact, also when
 * divided by a power of two.
 */
function predict(out: Int32Array, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length;
  const weights = coefficients.map((coefficient) => coefficient / (1 << shift));
  if (order > 8) return predictLong(out, weights);
  // Nearly all predictions are this short: keep the last eight samples in locals.
  const [w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0, w7 = 0, w8 = 0] = weights;
  const [x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0, x8 = 0] = out
    .slice(0, order)
    .reverse();
  let [a, b, c, d, e, f, g, h] = [x1, x2, x3, x4, x5, x6, x7, x8];
  for (let i = order; i < out.length; i++) {
    // The newest term comes last, as only it has to wait for the previous sample. The residual
    // is an integer, so it may be added before rounding down.
    const rest = (out[i] ?? 0) + (w2 * b + w3 * c) + (w4 * d + w5 * e) + (w6 * f + w7 * g + w8 * h);
    h = g;
    g = f;
    f = e;
    e = d;
    d = c;
    c = b;
    b = a;
    a = Math.floor(rest + w1 * a);
    out[i] = a;
  }
}

function predictLong(out: Int32Array, weights: readonly number[]): void {
  const order = weights.length;
  for (let i = order; i < out.length; i++) {
    let sum = out[i] ?? 0;
    for (let j = 0; j < order; j++) sum += (weights[j] ?? 0) * (out[i - 1 - j] ?? 0);
    out[i] = Math.floor(sum);
  }
}
