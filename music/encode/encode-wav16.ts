import type { Stereo } from '../signal/stereo.ts';
import { toInt16 } from '../signal/to-int16.ts';

const HEADER_BYTES = 44;

/** A 16-bit WAV for sketches and previews, which must be fast. */
export function encodeWav16(audio: Stereo): Uint8Array {
  const { left, right, sampleRate } = audio;
  const frames = left.length;
  const file = Buffer.alloc(HEADER_BYTES + frames * 4);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * 4, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * 4, 40);
  // Buffer's own writers check every value and are four times as slow.
  const samples = new DataView(file.buffer, file.byteOffset + HEADER_BYTES);
  for (let i = 0; i < frames; i++) {
    samples.setInt16(4 * i, toInt16(left[i] ?? 0), true);
    samples.setInt16(4 * i + 2, toInt16(right[i] ?? 0), true);
  }
  return new Uint8Array(file.buffer, file.byteOffset, file.length);
}
