/** Samples per frame of MPEG-1 layer III, and the delay that LAME adds before the first sample. */
const FRAME_SAMPLES = 1152;
const ENCODER_DELAY = 576;
const SIDE_INFO_BYTES = 32;
const KILOBITS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320] as const;
const RATES = [44_100, 48_000, 32_000] as const;

/**
 * The silent first frame that states the length of the music and the samples added before and after
 * it: Xing's "Info" tag with LAME's extension, for constant bit rate. Throws if `stream` is not
 * MPEG-1 layer III in stereo.
 */
export function mp3InfoFrame(stream: Uint8Array, samples: number): Uint8Array {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const head = view.getUint32(0);
  const kilobits = KILOBITS[(head >>> 12) & 15];
  const rate = RATES[(head >>> 10) & 3];
  // Eleven bits of sync, MPEG-1, layer III.
  if ((head & 0xfffe_0000) >>> 0 !== 0xfffa_0000 || !kilobits || !rate || ((head >>> 6) & 3) === 3)
    throw new TypeError('the MP3 encoder did not write MPEG-1 layer III in stereo');
  const frames = countFrames(view);
  const frame = Buffer.alloc(Math.floor((144_000 * kilobits) / rate));
  // Without padding and without a checksum.
  frame.writeUInt32BE(((head & ~0x200) | 0x1_0000) >>> 0, 0);
  let at = 4 + SIDE_INFO_BYTES;
  frame.write('Info', at, 'latin1');
  // Flags: frames, bytes, table of contents and quality are present.
  frame.writeUInt32BE(0xf, at + 4);
  frame.writeUInt32BE(frames, at + 8);
  frame.writeUInt32BE(frame.length + stream.length, at + 12);
  for (let i = 0; i < 100; i++) frame[at + 16 + i] = Math.floor((i * 256) / 100);
  at += 120;
  frame.write('LAME3.100', at, 'latin1');
  frame[at + 9] = 1;
  frame[at + 20] = Math.min(255, kilobits);
  const after = Math.max(0, Math.min(4095, frames * FRAME_SAMPLES - ENCODER_DELAY - samples));
  frame.writeUIntBE((ENCODER_DELAY << 12) | after, at + 21, 3);
  frame.writeUInt32BE(frame.length + stream.length, at + 28);
  frame.writeUInt16BE(crc16(stream), at + 32);
  frame.writeUInt16BE(crc16(frame.subarray(0, at + 34)), at + 34);
  return frame;
}

function countFrames(view: DataView): number {
  let frames = 0;
  for (let at = 0; at + 4 <= view.byteLength; frames++) {
    const head = view.getUint32(at);
    at +=
      Math.floor(
        (144_000 * (KILOBITS[(head >>> 12) & 15] ?? 320)) / (RATES[(head >>> 10) & 3] ?? 48_000),
      ) +
      ((head >>> 9) & 1);
  }
  return frames;
}

/** CRC-16/ARC of each byte. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});

function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc >> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}
