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
