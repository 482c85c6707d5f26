import { fadeOut } from '../master/fade-out.ts';
import { integratedLufs } from '../measure/measure-loudness.ts';
import { decibels, gainOf } from '../signal/deterministic-math.ts';
import { silentStereo, type Stereo } from '../signal/stereo.ts';

/** The loudness to which a preview is normalised, as long as its samples stay below the ceiling. */
const LISTENING_LUFS = -18;
/**
 * Leaves headroom for inter-sample peaks: measuring the true peak would take longer than the rest
 * of the mix.
 */
const CEILING_DBFS = -4;
/** Limits the gain, so that near-silence is not amplified. */
const MAX_GAIN_DB = 24;

/**
 * The sum of parts (interleaved stereo, equal length), faded out over its last seconds and normalised; the figures
 * describe the result.
 */
export function mixPreview(
  parts: readonly Float32Array[],
  sampleRate: number,
  fadeSeconds = 0,
): {
  audio: Stereo;
  figures: { durationSeconds: number; integratedLufs: number; peakDbfs: number };
} {
  const [first] = parts;
  if (!first) throw new RangeError('a preview needs at least one part');
  const audio = silentStereo(first.length / 2, sampleRate);
  for (const samples of parts) {
    if (samples.length !== first.length)
      throw new RangeError(
        `the parts of a preview differ in length: ${first.length} and ${samples.length} samples`,
      );
    for (let i = 0; i < audio.left.length; i++) {
      audio.left[i] = (audio.left[i] ?? 0) + (samples[2 * i] ?? 0);
      audio.right[i] = (audio.right[i] ?? 0) + (samples[2 * i + 1] ?? 0);
    }
  }
  fadeOut(audio, fadeSeconds);
  const loudness = integratedLufs(audio);
  const peak = decibels(samplePeak(audio));
  const change = Math.min(LISTENING_LUFS - loudness, CEILING_DBFS - peak, MAX_GAIN_DB);
  const gain = gainOf(change);
  for (const channel of [audio.left, audio.right])
    for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] ?? 0) * gain;
  const round3 = (x: number): number => Math.round(x * 1000) / 1000;
  return {
    audio,
    figures: {
      durationSeconds: audio.left.length / sampleRate,
      integratedLufs: round3(loudness + change),
      peakDbfs: round3(peak + change),
    },
  };
}

function samplePeak({ left, right }: Stereo): number {
  let peak = 0;
  for (const channel of [left, right]) {
    for (let i = 0; i < channel.length; i++) peak = Math.max(peak, Math.abs(channel[i] ?? 0));
  }
  return peak;
}
