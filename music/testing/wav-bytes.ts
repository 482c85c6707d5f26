/** Writes WAV files chunk by chunk, so that tests can also write what no library does. */
export function wavChunk(
  id: string,
  data: Uint8Array,
  { size = data.length, padded = true }: { size?: number; padded?: boolean } = {},
): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, data, Buffer.alloc(padded && data.length % 2 === 1 ? 1 : 0)]);
}

interface FormatOptions {
  readonly kind?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  /** Bytes a frame. */
  readonly align?: number;
  /** Of WAVE_FORMAT_EXTENSIBLE: the format that `kind` 0xfffe stands for, and its valid bits. */
  readonly extension?: { readonly kind: number; readonly validBits: number };
}

export function formatChunk({
  kind = 1,
  channels = 1,
  rate = 44_100,
  bits = 16,
  align = (channels * bits) / 8,
  extension,
}: FormatOptions = {}): Buffer {
  const body = Buffer.alloc(extension ? 40 : 16);
  [extension ? 0xfffe : kind, channels].forEach((value, i) => body.writeUInt16LE(value, 2 * i));
  body.writeUInt32LE(rate, 4);
  body.writeUInt32LE(rate * align, 8);
  [align, bits].forEach((value, i) => body.writeUInt16LE(value, 12 + 2 * i));
  if (extension) {
    [22, extension.validBits].forEach((value, i) => body.writeUInt16LE(value, 16 + 2 * i));
    body.writeUInt32LE(4, 20);
    body.writeUInt16LE(extension.kind, 24);
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(body, 26);
  }
  return wavChunk('fmt ', body);
}

export function wavFile(
  chunks: readonly Uint8Array[],
  { magic = 'RIFF', size }: { magic?: string; size?: number } = {},
): Uint8Array {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  const head = Buffer.alloc(8);
  head.write(magic, 0, 'latin1');
  head.writeUInt32LE(size ?? body.length, 4);
  return new Uint8Array(Buffer.concat([head, body]));
}

export function acidChunk(beats: number, tempoBpm: number, flags = 0): Buffer {
  const body = Buffer.alloc(24);
  body.writeUInt32LE(flags, 0);
  body.writeUInt32LE(beats, 12);
  [4, 4].forEach((value, i) => body.writeUInt16LE(value, 16 + 2 * i));
  body.writeFloatLE(tempoBpm, 20);
  return wavChunk('acid', body);
}
