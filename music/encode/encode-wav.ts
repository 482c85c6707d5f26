import type { Stereo } from '../render/stereo.ts';

/** A 16-bit WAV: for sketches, which must be quick and need no more. */
export function encodeWav16(audio: Stereo): Uint8Array {
  const frames = audio.left.length;
  const file = Buffer.alloc(44 + frames * 4);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(2, 22);
  file.writeUInt32LE(audio.sampleRate, 24);
  file.writeUInt32LE(audio.sampleRate * 4, 28);
  file.writeUInt16LE(4, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(frames * 4, 40);
  for (let i = 0; i < frames; i++) {
    file.writeInt16LE(sixteen(audio.left[i] ?? 0), 44 + 4 * i);
    file.writeInt16LE(sixteen(audio.right[i] ?? 0), 46 + 4 * i);
  }
  return new Uint8Array(file.buffer, file.byteOffset, file.length);
}

const sixteen = (x: number): number => Math.max(-32_768, Math.min(32_767, Math.round(x * 32_768)));
