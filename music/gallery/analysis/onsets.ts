import type { Stereo } from '../../signal/stereo.ts';
import { powerSpectra } from './power-spectra.ts';

const SIZE = 1024;
const HOP_SECONDS = 0.01;
const GAP_SECONDS = 0.05;

export interface Onsets {
  /** Onset times in seconds. */
  readonly at: readonly number[];
  readonly perSecond: number;
  /**
   * How strongly the onsets repeat, 0 (no pulse) to 1 (a metronome), and at which tempo between 60
   * and 200 bpm.
   */
  readonly pulse: number;
  readonly tempoBpm: number;
}

/**
 * Onsets by spectral flux: rising magnitudes on a logarithmic scale, peaks above the local mean
 * (Dixon, "Onset Detection Revisited", 2006).
 */
export function findOnsets(audio: Stereo): Onsets {
  const flux = spectralFlux(audio);
  const at = peaksOf(flux, HOP_SECONDS);
  return {
    at,
    perSecond: at.length / Math.max(0.001, audio.left.length / audio.sampleRate),
    ...pulseOf(flux),
  };
}

/** The times in seconds at which the flux has a peak well above its surroundings. */
export function peaksOf(flux: Float64Array, hopSeconds: number): number[] {
  const largest = flux.reduce((most, value) => Math.max(most, value), 0);
  const at: number[] = [];
  const around = Math.round(0.1 / hopSeconds);
  for (let i = 0; i < flux.length; i++) {
    const value = flux[i] ?? 0;
    const near = flux.subarray(Math.max(0, i - around), i + around + 1);
    const mean = near.reduce((sum, x) => sum + x, 0) / near.length;
    const isPeak = flux.subarray(Math.max(0, i - 2), i + 3).every((x) => x <= value);
    const seconds = i * hopSeconds;
    if (
      isPeak &&
      value > 0.06 * largest &&
      value > 1.4 * mean &&
      seconds - (at.at(-1) ?? -1) >= GAP_SECONDS
    )
      at.push(seconds);
  }
  return at;
}

function spectralFlux(audio: Stereo): Float64Array {
  const before = new Float64Array(SIZE / 2 + 1);
  const flux: number[] = [];
  for (const { power } of powerSpectra(audio, SIZE, HOP_SECONDS * audio.sampleRate)) {
    let rise = 0;
    for (let k = 1; k < power.length; k++) {
      // Compressed, so that a soft hat counts beside a loud kick.
      const level = Math.log1p(1000 * Math.sqrt(power[k] ?? 0));
      rise += Math.max(0, level - (before[k] ?? 0));
      before[k] = level;
    }
    flux.push(rise);
  }
  return Float64Array.from(flux);
}

/** The best autocorrelation of the flux at lags of 60 to 200 bpm. */
function pulseOf(flux: Float64Array): { pulse: number; tempoBpm: number } {
  // Blurred slightly, because a beat is rarely a whole number of hops.
  const blurred = flux.map(
    (x, i) =>
      0.4 * x +
      0.2 * ((flux[i - 1] ?? 0) + (flux[i + 1] ?? 0)) +
      0.1 * ((flux[i - 2] ?? 0) + (flux[i + 2] ?? 0)),
  );
  const mean = blurred.reduce((sum, x) => sum + x, 0) / Math.max(1, blurred.length);
  const centred = blurred.map((x) => x - mean);
  const energy = centred.reduce((sum, x) => sum + x * x, 0);
  const alike = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < centred.length; i++) sum += (centred[i] ?? 0) * (centred[i - lag] ?? 0);
    return energy > 0 ? (sum / energy) * (centred.length / Math.max(1, centred.length - lag)) : 0;
  };
  let best = { pulse: 0, tempoBpm: 0 };
  for (
    let lag = Math.ceil(60 / 200 / HOP_SECONDS);
    lag <= 60 / 60 / HOP_SECONDS && lag < centred.length / 2;
    lag++
  ) {
    const pulse = Math.min(1, alike(lag));
    // A slower tempo must be clearly better, because every pulse also repeats at twice its
    // period.
    if (pulse > best.pulse * 1.1) best = { pulse, tempoBpm: 60 / (lag * HOP_SECONDS) };
  }
  return best;
}
