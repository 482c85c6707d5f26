/** Reads bits, most significant first. */
export class BitReader {
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
