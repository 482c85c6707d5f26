import type { Stereo } from '../../signal/stereo.ts';
import { chromaOf, clearestKey, type EstimatedKey } from './key-clarity.ts';
import { findOnsets } from './onsets.ts';
import { powerSpectra } from './power-spectra.ts';

const SIZE = 2048;
export const BANDS = ['sub', 'low', 'mid', 'high', 'air'] as const;
export type Band = (typeof BANDS)[number];
/** In Hz; the last band is open. */
const UPPER_BOUNDS: Readonly<Record<Band, number>> = {
  sub: 60,
  low: 250,
  mid: 2000,
  high: 6000,
  air: Infinity,
};

/** Traits of a piece measured on its audio. */
export interface AudioTraits {
  /**
   * Spectral centroid in Hz, by amplitude of the mean spectrum, and the frequency below which 85 %
   * of its power lies.
   */
  readonly centroidHz: number;
  readonly rolloffHz: number;
  /** Geometric over arithmetic mean of the spectrum, 0 (tones) to 1 (noise), mean over time. */
  readonly flatness: number;
  /** Shares of the power. */
  readonly bands: Readonly<Record<Band, number>>;
  /** How much the brightness varies: standard deviation of the centroid over time, in octaves. */
  readonly centroidSwing: number;
  readonly crestDb: number;
  /** Standard deviation of the loudness in tenths of a second, in dB, without silence. */
  readonly levelSwingDb: number;
  /** Share of the side signal in the power, 0 (mono) to 1. */
  readonly width: number;
  readonly onsetsPerSecond: number;
  readonly pulse: number;
  readonly key: EstimatedKey;
}

export function audioTraits(audio: Stereo): AudioTraits {
  const { perSecond, pulse } = findOnsets(audio);
  return {
    ...spectralTraits(audio),
    ...levelTraits(audio),
    onsetsPerSecond: perSecond,
    pulse,
    key: clearestKey(chromaOf(audio)),
  };
}

function spectralTraits(
  audio: Stereo,
): Pick<AudioTraits, 'centroidHz' | 'rolloffHz' | 'flatness' | 'bands' | 'centroidSwing'> {
  const mean = new Float64Array(SIZE / 2 + 1);
  const hertz = (k: number): number => (k * audio.sampleRate) / SIZE;
  const centroids: number[] = [];
  const flatnesses: number[] = [];
  for (const { seconds, power } of powerSpectra(audio, SIZE, SIZE / 2)) {
    // A window across the edge would measure the cut, not the music.
    const centre = Math.round(seconds * audio.sampleRate);
    if (centre < SIZE / 2 || centre + SIZE / 2 > audio.left.length) continue;
    let [total, amplitude, moment, logs] = [0, 0, 0, 0];
    for (let k = 1; k < power.length; k++) {
      const p = power[k] ?? 0;
      mean[k] = (mean[k] ?? 0) + p;
      total += p;
      amplitude += Math.sqrt(p);
      moment += Math.sqrt(p) * hertz(k);
      logs += Math.log(p + 1e-14);
    }
    if (total < 1e-7) continue;
    centroids.push(Math.log2(moment / amplitude));
    flatnesses.push(Math.exp(logs / (power.length - 1)) / (total / (power.length - 1)));
  }
  const total = mean.reduce((sum, p) => sum + p, 0);
  let [amplitude, moment, below, rolloffHz] = [0, 0, 0, 0];
  const bands: Record<Band, number> = { sub: 0, low: 0, mid: 0, high: 0, air: 0 };
  mean.forEach((p, k) => {
    const here = hertz(k);
    amplitude += Math.sqrt(p);
    moment += Math.sqrt(p) * here;
    below += p;
    if (below < 0.85 * total) rolloffHz = here;
    const band = BANDS.find((name) => here < UPPER_BOUNDS[name]) ?? 'air';
    bands[band] += total > 0 ? p / total : 0;
  });
  return {
    centroidHz: amplitude > 0 ? moment / amplitude : 0,
    rolloffHz,
    flatness: meanOf(flatnesses),
    bands,
    centroidSwing: deviationOf(centroids),
  };
}

function levelTraits({
  left,
  right,
  sampleRate,
}: Stereo): Pick<AudioTraits, 'crestDb' | 'levelSwingDb' | 'width'> {
  const span = Math.round(sampleRate / 10);
  let [peak, energy, sides] = [0, 0, 0];
  const levels: number[] = [];
  for (let from = 0; from < left.length; from += span) {
    const to = Math.min(left.length, from + span);
    let here = 0;
    for (let i = from; i < to; i++) {
      const l = left[i] ?? 0;
      const r = right[i] ?? 0;
      here += l * l + r * r;
      sides += (l - r) ** 2 / 2;
      peak = Math.max(peak, Math.abs(l), Math.abs(r));
    }
    energy += here;
    if (here / (2 * (to - from)) > 1e-6) levels.push(10 * Math.log10(here / (2 * (to - from))));
  }
  const rms = Math.sqrt(energy / (2 * Math.max(1, left.length)));
  return {
    crestDb: rms > 0 ? 20 * Math.log10(peak / rms) : 0,
    levelSwingDb: deviationOf(levels),
    width: energy > 0 ? sides / energy : 0,
  };
}

export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;
export function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((x) => (x - mean) ** 2)));
}
