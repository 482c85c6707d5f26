import type { Stereo } from '../signal/stereo.ts';

const PEAKS_PER_SECOND = 20;

/** The lowest and the highest sample of both channels in each twentieth of a second, −1 to 1. */
export function minMaxOf(audio: Stereo): number[] {
  const frames = audio.left.length;
  const each = Math.round(audio.sampleRate / PEAKS_PER_SECOND);
  const peaks: number[] = [];
  for (let from = 0; from < frames; from += each) {
    let low = 0;
    let high = 0;
    for (let i = from; i < Math.min(frames, from + each); i++) {
      const l = audio.left[i] ?? 0;
      const r = audio.right[i] ?? 0;
      if (l < low) low = l;
      if (r < low) low = r;
      if (l > high) high = l;
      if (r > high) high = r;
    }
    peaks.push(Math.round(low * 1000) / 1000, Math.round(high * 1000) / 1000);
  }
  return peaks;
}

/** Waveform data for players, as JSON. */
export const waveformPeaks = (audio: Stereo, minMax = minMaxOf(audio)): Uint8Array =>
  Buffer.from(
    JSON.stringify({
      schema: 'fermata.peaks/1',
      peaksPerSecond: PEAKS_PER_SECOND,
      durationSeconds: audio.left.length / audio.sampleRate,
      minMax,
    }),
  );
