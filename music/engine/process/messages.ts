import { Deserializer, Serializer } from 'node:v8';

// Messages between a host and the process of its engine, as parts:
// 1. the number of typed arrays in the value, the size of part 2, and the size of each array
//    (unsigned 32-bit integers)
// 2. the value in V8's format
// 3. the bytes of each typed array, which are therefore neither copied nor misaligned

const TYPES = [Uint8Array, Float32Array] as const;
/** More than the files of twenty minutes of audio. */
const MAX_PART_BYTES = 2 ** 30;
const MAX_PARTS = 1000;

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

export function encodeMessage(value: unknown): Uint8Array[] {
  const serializer = new MessageSerializer();
  serializer._setTreatArrayBufferViewsAsHostObjects(true);
  serializer.writeHeader();
  serializer.writeValue(value);
  const { arrays } = serializer;
  const encoded = serializer.releaseBuffer();
  const sizes = [arrays.length, ...[encoded, ...arrays].map(({ byteLength }) => byteLength)];
  return [new Uint8Array(Uint32Array.from(sizes).buffer), encoded, ...arrays];
}

/**
 * Yields the memory that the next bytes of the stream belong into, and returns each message once its
 * parts are filled. Throws if a message is malformed or too large.
 */
export function* decodeMessage(): Generator<Uint8Array, unknown, void> {
  const [count = 0] = yield* readSizes(1);
  if (count > MAX_PARTS) throw new RangeError(`a message has at most ${MAX_PARTS} arrays`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const size of yield* readSizes(count + 1)) {
    if (size > MAX_PART_BYTES) throw new RangeError(`${size} bytes are too many for a message`);
    parts.push(new Uint8Array(size));
  }
  for (const part of parts) yield part;
  const [value = new Uint8Array(), ...arrays] = parts;
  const deserializer = new MessageDeserializer(value, arrays);
  deserializer.readHeader();
  return deserializer.readValue() as unknown;
}

function* readSizes(count: number): Generator<Uint8Array, Uint32Array, void> {
  const sizes = new Uint32Array(count);
  yield new Uint8Array(sizes.buffer);
  return sizes;
}
