import type { Pcm24 } from './pcm24.ts';

/** Reads bits, most significant first. */
class Bits {
  readonly #bytes: Uint8Array;
  #at: number;
  #hold = 0;
  #held = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** Position in bytes; only where a byte begins. */
  get position(): number {
    return this.#at - (this.#held >> 3);
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError(`the FLAC file ends in the middle of a frame, at byte ${this.#bytes.length}`);
    return byte;
  }

  /** Up to 24 bits, unsigned. */
  read(count: number): number {
    while (this.#held < count) {
      this.#hold = ((this.#hold << 8) | this.#byte()) >>> 0;
      this.#held += 8;
    }
    this.#held -= count;
    const value = this.#hold >>> this.#held;
    this.#hold &= (1 << this.#held) - 1;
    return value;
  }

  /** Up to 32 bits, two's complement. */
  readSigned(count: number): number {
    const value = count > 24 ? ((this.read(count - 16) << 16) | this.read(16)) >> 0 : this.read(count);
    return (value << (32 - count)) >> (32 - count);
  }

  /** Rice codes: a unary quotient, `parameter` low bits, the sign in the last of them. */
  readRice(out: Int32Array, from: number, to: number, parameter: number): void {
    const bytes = this.#bytes;
    // The whole code lies within the next 32 bits nearly always: they are looked at together.
    let bit = this.#at * 8 - this.#held;
    for (let i = from; i < to; i++) {
      const at = bit >> 3;
      const shift = bit & 7;
      const four = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      const word = (four << shift) | ((bytes[at + 4] ?? 0) >> (8 - shift));
      const high = Math.clz32(word);
      let folded: number;
      if (high + 1 + parameter <= 32 && parameter > 0) {
        folded = ((high << parameter) | ((word << (high + 1)) >>> (32 - parameter))) >>> 0;
        bit += high + 1 + parameter;
      } else {
        this.#seek(bit);
        const zeros = this.unary();
        const low = parameter > 24 ? this.read(parameter - 16) * 65_536 + this.read(16) : this.read(parameter);
        // Residuals of 24-bit audio stay below 2³¹, folded below 2³².
        folded = ((zeros << parameter) | low) >>> 0;
        bit = this.#at * 8 - this.#held;
      }
      out[i] = (folded >>> 1) ^ -(folded & 1);
    }
    if (bit > bytes.length * 8) throw new RangeError(`the FLAC file ends in the middle of a frame, at byte ${bytes.length}`);
    this.#seek(bit);
  }

  #seek(bit: number): void {
    this.#at = bit >> 3;
    this.#held = 0;
    this.#hold = 0;
    if (bit & 7) {
      this.#hold = this.#byte() & ((1 << (8 - (bit & 7))) - 1);
      this.#held = 8 - (bit & 7);
    }
  }

  /** The number of zeros before the next one. */
  unary(): number {
    let zeros = 0;
    for (;;) {
      if (this.#held === 0) {
        this.#hold = this.#byte();
        this.#held = 8;
      }
      if (this.#hold !== 0) {
        const lead = Math.clz32(this.#hold) - (32 - this.#held);
        this.#held -= lead + 1;
        this.#hold &= (1 << this.#held) - 1;
        return zeros + lead;
      }
      zeros += this.#held;
      this.#held = 0;
    }
  }

  align(): void {
    this.read(this.#held & 7);
  }
}

const FIXED: readonly (readonly number[])[] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

/**
 * Decodes what `encodeFlac` writes: stereo, 24 bit, Rice-coded residuals (RFC 9639). Throws a sentence on anything else. No decoder
 * of a permissive licence runs without a browser's WebCodecs; the round trip through libFLAC's encoder is tested.
 */
export function decodeFlac(bytes: Uint8Array): Pcm24 {
  const info = readStreamInfo(bytes);
  const samples = new Int32Array(info.frames * 2);
  const bits = new Bits(bytes, info.audioAt);
  let done = 0;
  while (done < info.frames) done += decodeFrame(bits, samples, done, info.frames);
  return { sampleRate: info.sampleRate, samples };
}

export interface FlacLayout { readonly sampleRate: number; readonly frames: number; readonly audioAt: number; readonly blocks: readonly { readonly type: number; readonly from: number; readonly to: number }[] }

export function readStreamInfo(bytes: Uint8Array): FlacLayout {
  if (bytes.length < 42 || bytes[0] !== 0x66 || bytes[1] !== 0x4c || bytes[2] !== 0x61 || bytes[3] !== 0x43) throw new TypeError('this is no FLAC file: it does not begin with "fLaC"');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: { type: number; from: number; to: number }[] = [];
  let at = 4;
  for (let last = false; !last; ) {
    if (at + 4 > bytes.length) throw new RangeError('the FLAC file ends within its metadata');
    const head = view.getUint8(at);
    last = head >= 0x80;
    const to = at + 4 + (view.getUint32(at) & 0xff_ffff);
    blocks.push({ type: head & 0x7f, from: at + 4, to });
    at = to;
  }
  const info = blocks.find((block) => block.type === 0);
  if (!info) throw new TypeError('the FLAC file has no STREAMINFO');
  const packed = view.getUint32(info.from + 10);
  const channels = ((packed >> 9) & 7) + 1;
  const depth = ((packed >> 4) & 31) + 1;
  if (channels !== 2 || depth !== 24) throw new TypeError(`the FLAC file has ${channels} channels of ${depth} bit; the engine reads 2 channels of 24 bit`);
  return { sampleRate: packed >>> 12, frames: (packed & 15) * 0x1_0000_0000 + view.getUint32(info.from + 14), audioAt: at, blocks };
}

/** @returns the number of samples a channel that the frame held. */
function decodeFrame(bits: Bits, out: Int32Array, at: number, total: number): number {
  if (bits.read(14) !== 0x3ffe) throw new TypeError('the FLAC file has lost its frames: no sync code where one must be');
  bits.read(2);
  const sizeCode = bits.read(4);
  const rateCode = bits.read(4);
  const assignment = bits.read(4);
  bits.read(4);
  // Frame number, coded as UTF-8.
  const lead = bits.read(8);
  for (let more = lead < 0x80 ? 0 : Math.clz32(~(lead << 24)) - 1; more > 0; more--) bits.read(8);
  const size = sizeCode === 1 ? 192 : sizeCode <= 5 ? 576 << (sizeCode - 2) : sizeCode === 6 ? bits.read(8) + 1 : sizeCode === 7 ? bits.read(16) + 1 : 256 << (sizeCode - 8);
  if (rateCode === 12) bits.read(8);
  else if (rateCode > 12) bits.read(16);
  bits.read(8);
  if (at + size > total) throw new RangeError('the FLAC file has more samples than it says');
  const first = new Int32Array(size);
  const second = new Int32Array(size);
  decodeSubframe(bits, first, assignment === 9 ? 25 : 24);
  decodeSubframe(bits, second, assignment === 8 || assignment === 10 ? 25 : 24);
  bits.align();
  bits.read(16);
  for (let i = 0; i < size; i++) {
    const a = first[i] ?? 0;
    const b = second[i] ?? 0;
    let left = a;
    let right = b;
    if (assignment === 8) right = a - b;
    else if (assignment === 9) left = a + b;
    else if (assignment === 10) {
      const mid = (a << 1) | (b & 1);
      left = (mid + b) >> 1;
      right = (mid - b) >> 1;
    }
    out[2 * (at + i)] = left;
    out[2 * (at + i) + 1] = right;
  }
  return size;
}

function decodeSubframe(bits: Bits, out: Int32Array, depthOfChannel: number): void {
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
  } else throw new TypeError(`the FLAC file has a subframe of the unknown type ${type}`);
  if (wasted > 0) for (let i = 0; i < size; i++) out[i] = (out[i] ?? 0) << wasted;
}

function readResidual(bits: Bits, out: Int32Array, order: number): void {
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

/** Adds the prediction from the samples before, in doubles: 25 + 15 + 5 bits stay exact. */
function predict(out: Int32Array, coefficients: readonly number[], shift: number): void {
  const order = coefficients.length;
  const scale = 1 / (1 << shift);
  if (order > 8) return predictLong(out, coefficients, scale);
  // Nearly all predictions are this short: the last eight samples stay at hand.
  const [w1 = 0, w2 = 0, w3 = 0, w4 = 0, w5 = 0, w6 = 0, w7 = 0, w8 = 0] = coefficients;
  const [x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0, x6 = 0, x7 = 0, x8 = 0] = out.slice(0, order).reverse();
  let [a, b, c, d, e, f, g, h] = [x1, x2, x3, x4, x5, x6, x7, x8];
  for (let i = order; i < out.length; i++) {
    // The newest comes last, as all else need not wait for it.
    const sum = w2 * b + w3 * c + (w4 * d + w5 * e) + (w6 * f + w7 * g + w8 * h) + w1 * a;
    h = g;
    g = f;
    f = e;
    e = d;
    d = c;
    c = b;
    b = a;
    a = (out[i] ?? 0) + Math.floor(sum * scale);
    out[i] = a;
  }
}

function predictLong(out: Int32Array, coefficients: readonly number[], scale: number): void {
  const order = coefficients.length;
  for (let i = order; i < out.length; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += (coefficients[j] ?? 0) * (out[i - 1 - j] ?? 0);
    out[i] = (out[i] ?? 0) + Math.floor(sum * scale);
  }
}
