import type { WavFormat } from './wav-chunks.ts';

/** The format code of whole-number samples. */
const PCM = 1;

/**
 * Samples of 24 bits in 32 as samples of 32 bits; null for every other format, and if they are that
 * already. The standard has them in the upper bytes; some programs write them in the lower ones.
 */
export function samplesIn32Bits(samples: Uint8Array, format: WavFormat): Uint8Array | null {
  const { kind, channels, frameBytes, bits, validBits } = format;
  if (kind !== PCM || frameBytes !== channels * 4 || validBits !== 24) return null;
  if (bits !== 24 && bits !== 32) return null;
  const count = Math.floor(samples.length / 4);
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  let lowest = 0;
  let inLowerBytes = true;
  for (let i = 0; i < count; i++) {
    const value = view.getInt32(i * 4, true);
    lowest |= value & 0xff;
    inLowerBytes &&= value >= -0x80_0000 && value < 0x80_0000;
  }
  const shift = lowest !== 0 && inLowerBytes;
  if (bits === 32 && !shift) return null;
  const wide = new Uint8Array(count * 4);
  const to = new DataView(wide.buffer);
  for (let i = 0; i < count; i++)
    to.setInt32(i * 4, view.getInt32(i * 4, true) << (shift ? 8 : 0), true);
  return wide;
}

/** The bytes of the whole frames among `size`. */
export const wholeFrames = (size: number, { channels, bits }: WavFormat): number => {
  const frame = Math.max(1, (channels * bits) / 8);
  return Math.floor(Math.floor(size / frame) * frame);
};

/** A WAV with nothing but format and samples. */
export function plainWav(
  { kind, channels, sampleRate, bits }: WavFormat,
  samples: Uint8Array,
): Uint8Array {
  const wav = new Uint8Array(44 + samples.length);
  const view = new DataView(wav.buffer);
  const frame = (channels * bits) >> 3;
  const write = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i++) wav[at + i] = text.charCodeAt(i);
  };
  write(0, 'RIFF');
  view.setUint32(4, 36 + samples.length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, kind, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, bits, true);
  write(36, 'data');
  view.setUint32(40, samples.length, true);
  wav.set(samples, 44);
  return wav;
}
