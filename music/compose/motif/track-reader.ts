import { damagedMidi } from './damaged-midi.ts';

/** The bytes of one track; throws a RangeError where the track ends too early. */
export class TrackReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  readonly #number: number;
  #at: number;

  constructor(bytes: Uint8Array, start: number, end: number, number: number) {
    [this.#bytes, this.#at, this.#end, this.#number] = [bytes, start, end, number];
  }

  get ended(): boolean {
    return this.#at >= this.#end;
  }

  damaged(why: string): RangeError {
    return damagedMidi(`track ${this.#number}, byte ${this.#at}: ${why}`);
  }

  peek(): number {
    const value = this.ended ? undefined : this.#bytes[this.#at];
    if (value === undefined) throw this.damaged('the track ends within an event');
    return value;
  }

  byte(): number {
    const value = this.peek();
    this.#at += 1;
    return value;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  /** A data byte (0 to 127); real-time bytes before it are skipped. */
  data(): number {
    let value = this.byte();
    while (value >= 0xf8 && value < 0xff) value = this.byte();
    if (value >= 0x80)
      throw this.damaged(`a status byte (${value}) where a value of 0 to 127 belongs`);
    return value;
  }

  /** At most four bytes, by the standard. */
  variableLength(): number {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = this.byte();
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    throw this.damaged('a time or length has more than four bytes');
  }

  block(what: string): Uint8Array {
    const size = this.variableLength();
    const left = this.#end - this.#at;
    if (size > left)
      throw this.damaged(`${what} states ${size} bytes, and the track has ${left} more`);
    const block = this.#bytes.subarray(this.#at, this.#at + size);
    this.#at += size;
    return block;
  }
}
