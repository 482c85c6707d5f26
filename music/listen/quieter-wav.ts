import { decodeFlac } from '../decode/decode-flac.ts';
import { encodeWav16 } from '../encode/encode-wav16.ts';

/** A master (FLAC) as a WAV to listen to, quieter by a gain in decibels, which is zero or negative. */
export function quieterWav(flac: Uint8Array, gainDb: number): Uint8Array {
  if (gainDb > 0) throw new RangeError(`a gain of ${gainDb} dB may clip`);
  const { sampleRate, left, right } = decodeFlac(flac);
  const factor = 10 ** (gainDb / 20);
  const scaled = (channel: Float32Array): Float32Array => channel.map((sample) => sample * factor);
  return encodeWav16({ sampleRate, left: scaled(left), right: scaled(right) });
}
