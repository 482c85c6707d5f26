import { closeSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { Deserializer, Serializer } from 'node:v8';

// Messages between a host and the process of its engine. On a pipe:
// 1. the number of typed arrays in the value, the size of part 2, and the size of each array
//    (unsigned 32-bit integers)
// 2. the value in V8's format
// In a file: the bytes of each typed array.

const TYPES = [Uint8Array, Float32Array] as const;
/** More than the files of twenty minutes of audio. */
const MAX_PART_BYTES = 2 ** 30;
const MAX_PARTS = 1000;

/** A file that has grown beyond this is emptied after the message. */
const KEPT_BYTES = 32 * 1024 * 1024;

/**
 * The typed arrays of the messages in one direction. A pipe passes 64 KB at a time, and the processes wait for each
 * other; a file passes megabytes at once. Each message is read before the next one with arrays is written.
 */
export class ArrayFile {
  #fd: number;
  #bytes = 0;

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(arrays: readonly Uint8Array[]): void {
    this.#bytes = forEachPiece(arrays, (array, at, position) =>
      writeSync(this.#fd, array, at, array.length - at, position),
    );
  }

  /** Fills the arrays. Throws if the file has too few bytes. */
  read(arrays: readonly Uint8Array[]): void {
    this.#bytes = forEachPiece(arrays, (array, at, position) => {
      const count = readSync(this.#fd, array, at, array.length - at, position);
      if (count === 0) throw new RangeError('the arrays of a message are incomplete');
      return count;
    });
  }

  close(): void {
    closeSync(this.#fd);
    // Later use fails, also when the number belongs to another file.
    this.#fd = -1;
  }

  /** Frees the space of a large message that has been read. */
  release(): void {
    if (this.#bytes <= KEPT_BYTES) return;
    ftruncateSync(this.#fd);
    this.#bytes = 0;
  }
}

/** Calls `move` until all bytes are moved, as a call may move fewer. Returns their number. */
function forEachPiece(
  arrays: readonly Uint8Array[],
  move: (array: Uint8Array, at: number, position: number) => number,
): number {
  let position = 0;
  for (const array of arrays)
    for (let at = 0; at < array.length;) {
      const count = move(array, at, position);
      at += count;
      position += count;
    }
  return position;
}

class MessageSerializer extends Serializer {
  declare _setTreatArrayBufferViewsAsHostObjects: (flag: boolean) => void;
  readonly arrays: Uint8Array[] = [];

  _writeHostObject(view: ArrayBufferView): void {
    const type = TYPES.findIndex((Type) => view instanceof Type);
    if (type < 0) throw new TypeError('a message has no other arrays than of bytes or floats');
    this.writeUint32(type);
    this.arrays.push(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
}

class MessageDeserializer extends Deserializer {
  readonly #arrays: Iterator<Uint8Array<ArrayBuffer>, undefined>;

  constructor(value: Uint8Array, arrays: readonly Uint8Array<ArrayBuffer>[]) {
    super(value);
    this.#arrays = arrays.values();
  }

  _readHostObject(): Uint8Array | Float32Array {
    const next = this.#arrays.next();
    const Type = TYPES[this.readUint32()];
    if (next.done === true || !Type)
      throw new TypeError('the message names an array that it does not have');
    const { value: bytes } = next;
    return new Type(bytes.buffer, bytes.byteOffset, bytes.byteLength / Type.BYTES_PER_ELEMENT);
  }
}

/** Writes the arrays of a message to the file. Returns the parts for the pipe. */
export function encodeMessage(value: unknown, file: ArrayFile): Uint8Array[] {
  const serializer = new MessageSerializer();
  serializer._setTreatArrayBufferViewsAsHostObjects(true);
  serializer.writeHeader();
  serializer.writeValue(value);
  const { arrays } = serializer;
  const encoded = serializer.releaseBuffer();
  const sizes = [arrays.length, ...[encoded, ...arrays].map(({ byteLength }) => byteLength)];
  file.write(arrays);
  return [new Uint8Array(Uint32Array.from(sizes).buffer), encoded];
}

/**
 * Yields the memory that the next bytes of the pipe belong into, and returns each message once its parts are filled
 * and its arrays are read. Throws if a message is malformed or too large.
 */
export function* decodeMessage(file: ArrayFile): Generator<Uint8Array, unknown, void> {
  const [count = 0] = yield* readSizes(1);
  if (count > MAX_PARTS) throw new RangeError(`a message has at most ${MAX_PARTS} arrays`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const size of yield* readSizes(count + 1)) {
    if (size > MAX_PART_BYTES) throw new RangeError(`${size} bytes are too many for a message`);
    // Not set to zero, as all bytes are read. A `Buffer` of its own memory has no offset.
    parts.push(new Uint8Array(Buffer.allocUnsafeSlow(size).buffer));
  }
  const [value = new Uint8Array(), ...arrays] = parts;
  yield value;
  file.read(arrays);
  const deserializer = new MessageDeserializer(value, arrays);
  deserializer.readHeader();
  return deserializer.readValue() as unknown;
}

function* readSizes(count: number): Generator<Uint8Array, Uint32Array, void> {
  const sizes = new Uint32Array(count);
  yield new Uint8Array(sizes.buffer);
  return sizes;
}
