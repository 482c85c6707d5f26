import { decodeFlac } from '../decode/decode-flac.ts';
import { decodeMp3 } from '../decode/decode-mp3.ts';

/**
 * Milliseconds that ebur128 takes for the integrated loudness and true peak of a FLAC file's
 * samples.
 */
export async function meterMs(flac: Uint8Array): Promise<number> {
  const { ebur128_integrated_stereo, ebur128_true_peak_stereo } =
    await import('ebur128-wasm/ebur128_wasm.js');
  const { left, right, sampleRate } = decodeFlac(flac);
  const start = performance.now();
  ebur128_integrated_stereo(sampleRate, left, right);
  ebur128_true_peak_stereo(sampleRate, left, right);
  return performance.now() - start;
}

/** Milliseconds that ebur128 takes for the true peak of a decoded MP3. */
export async function mp3PeakMs(mp3: Uint8Array): Promise<number> {
  const { ebur128_true_peak_stereo } = await import('ebur128-wasm/ebur128_wasm.js');
  const { left, right, sampleRate } = await decodeMp3(mp3);
  const start = performance.now();
  ebur128_true_peak_stereo(sampleRate, left, right);
  return performance.now() - start;
}
