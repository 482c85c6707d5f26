import type { Stereo } from '../signal/stereo.ts';

/** Reads a 16-bit stereo WAV as the engine's sketches are. Throws on any other. */
export function readWav16(wav: Uint8Array): Stereo {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  if (
    wav.length < 44 ||
    view.getUint32(12) !== 0x666d7420 ||
    view.getUint16(22, true) !== 2 ||
    view.getUint16(34, true) !== 16
  )
    throw new TypeError('not a 16-bit stereo WAV with a plain header');
  const frames = Math.floor((wav.length - 44) / 4);
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let i = 0; i < frames; i++) {
    left[i] = view.getInt16(44 + 4 * i, true) / 32_768;
    right[i] = view.getInt16(46 + 4 * i, true) / 32_768;
  }
  return { sampleRate: view.getUint32(24, true), left, right };
}
