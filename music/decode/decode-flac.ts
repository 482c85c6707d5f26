import { silentStereo, type Stereo } from '../signal/stereo.ts';

const FULL_SCALE = 8_388_608;

/** Reads bits, most significant first. */
class BitReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;
  #hold = 0;
  #held = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = at;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined)
      throw new RangeError(
        `the FLAC file ends in the middle of a frame, at byte ${this.#bytes.length}`,
      );
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
    const value =
      count > 24 ? ((this.read(count - 16) << 16) | this.read(16)) >> 0 : this.read(count);
    return (value << (32 - count)) >> (32 - count);
  }

  /** Rice codes: a unary quotient, `parameter` low bits, and the sign in the lowest bit. */
  readRice(out: Int32Array, from: number, to: number, parameter: number): void {
    const view = this.#view;
    const last = view.byteLength - 4;
    let bit = this.#at * 8 - this.#held;
    for (let i = from; i < to; i++) {
      const at = bit >> 3;
      const shift = bit & 7;
      // Nearly always the whole code lies within the next four bytes, which are read at once.
      const word = at <= last ? view.getUint32(at) << shift : 0;
      const length = Math.clz32(word) + 1 + parameter;
      let folded: number;
      if (length <= 32 - shift) {
        // The one that ends the unary part is still above the low bits: it counts as many ones
        // as there were zeros, less one.
        folded = (word >>> (32 - length)) + ((length - 2 - parameter) << parameter);
        bit += length;
      } else {
        this.#seek(bit);
        const zeros = this.unary();
        const low =
          parameter > 24
            ? this.read(parameter - 16) * 65_536 + this.read(16)
            : this.read(parameter);
        // Residuals of 24-bit audio stay below 2³¹, folded below 2³².
        folded = ((zeros << parameter) | low) >>> 0;
        bit = this.#at * 8 - this.#held;
      }
      out[i] = (folded >>> 1) ^ -(folded & 1);
    }
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

  /** The number of zeros before the next one bit. */
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
 * Receives each decoded frame: its samples, and the number of samples per channel before it. The
 * next frame overwrites the arrays.
 */
export type OnFrame = (left: Int32Array, right: Int32Array, from: number) => void;

/**
 * Decodes what `encodeFlac` writes: stereo, 24 bit, Rice-coded residuals (RFC 9639), one frame at a
 * time to limit memory. Throws on anything else. The round trip through libFLAC's encoder is
 * tested.
 */
export function readFlacFrames(
  bytes: Uint8Array,
  { frames, audioAt }: FlacLayout,
  onFrame: OnFrame,
): void {
  const bits = new BitReader(bytes, audioAt);
  let left = new Int32Array(0);
  let right = new Int32Array(0);
  for (let done = 0; done < frames; done += left.length) {
    const { size, assignment } = readFrameHeader(bits);
    if (done + size > frames)
      throw new RangeError('the FLAC file has more samples than STREAMINFO states');
    if (left.length !== size) [left, right] = [new Int32Array(size), new Int32Array(size)];
    readSubframe(bits, left, assignment === RIGHT_SIDE ? 25 : 24);
    readSubframe(bits, right, assignment === LEFT_SIDE || assignment === MID_SIDE ? 25 : 24);
    bits.align();
    bits.read(16);
    toLeftAndRight(left, right, assignment);
    onFrame(left, right, done);
  }
}

/** Decodes the whole file. A 24-bit integer is exact in a 32-bit float. */
export function decodeFlac(bytes: Uint8Array): Stereo {
  const layout = readStreamInfo(bytes);
  const audio = silentStereo(layout.frames, layout.sampleRate);
  readFlacFrames(bytes, layout, (left, right, from) => {
    for (let i = 0; i < left.length; i++) {
      audio.left[from + i] = (left[i] ?? 0) / FULL_SCALE;
      audio.right[from + i] = (right[i] ?? 0) / FULL_SCALE;
    }
  });
  return audio;
}

export interface FlacLayout {
  readonly sampleRate: number;
  readonly frames: number;
  readonly audioAt: number;
  readonly blocks: readonly { readonly type: number; readonly from: number; readonly to: number }[];
}

export function readStreamInfo(bytes: Uint8Array): FlacLayout {
  if (
    bytes.length < 42 ||
    bytes[0] !== 0x66 ||
    bytes[1] !== 0x4c ||
    bytes[2] !== 0x61 ||
    bytes[3] !== 0x43
  )
    throw new TypeError('not a FLAC file: it does not begin with "fLaC"');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: { type: number; from: number; to: number }[] = [];
  let at = 4;
  for (let last = false; !last;) {
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
  if (channels !== 2 || depth !== 24)
    throw new TypeError(
      `the FLAC file has ${channels} channels of ${depth} bit; the engine reads 2 channels of 24 bit`,
    );
  return {
    sampleRate: packed >>> 12,
    frames: (packed & 15) * 0x1_0000_0000 + view.getUint32(info.from + 14),
    audioAt: at,
    blocks,
  };
}

/** Channel assignments in which one or both subframes are not channels themselves. */
const LEFT_SIDE = 8;
const RIGHT_SIDE = 9;
const MID_SIDE = 10;

/** `size`: samples per channel in the frame. */
function readFrameHeader(bits: BitReader): { size: number; assignment: number } {
  if (bits.read(14) !== 0x3ffe)
    throw new TypeError('the FLAC file is damaged: a frame has no sync code');
  bits.read(2);
  const sizeCode = bits.read(4);
  const rateCode = bits.read(4);
  const assignment = bits.read(4);
  bits.read(4);
  // Frame number, coded as UTF-8.
  const lead = bits.read(8);
  for (let more = lead < 0x80 ? 0 : Math.clz32(~(lead << 24)) - 1; more > 0; more--) bits.read(8);
  const size =
    sizeCode === 1
      ? 192
      : sizeCode <= 5
        ? 576 << (sizeCode - 2)
        : sizeCode === 6
          ? bits.read(8) + 1
          : sizeCode === 7
            ? bits.read(16) + 1
            : 256 << (sizeCode - 8);
  if (rateCode === 12) bits.read(8);
  else if (rateCode > 12) bits.read(16);
  bits.read(8);
  return { size, assignment };
}

/**
 * In place. Side is left minus right; mid is half their sum, whose lost low bit equals the side's.
 */
function toLeftAndRight(first: Int32Array, second: Int32Array, assignment: number): void {
  if (assignment === LEFT_SIDE)
    for (let i = 0; i < first.length; i++) second[i] = (first[i] ?? 0) - (second[i] ?? 0);
  else if (assignment === RIGHT_SIDE)
    for (let i = 0; i < first.length; i++) first[i] = (first[i] ?? 0) + (second[i] ?? 0);
  else if (assignment === MID_SIDE) {
    for (let i = 0; i < first.length; i++) {
      const side = second[i] ?? 0;
      const sum = ((first[i] ?? 0) << 1) | (side & 1);
      first[i] = (sum + side) >> 1;
      second[i] = (sum - side) >> 1;
    }
  }
}

function readSubframe(bits: BitReader, out: Int32Array, depthOfChannel: number): void {
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
