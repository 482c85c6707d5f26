import { PEAK_PIECE } from '../measure/true-peak.ts';
import { exp, ln } from '../signal/deterministic-math.ts';
import { slidingMean } from './limit.ts';

/** Windows in seconds for measuring the level and for smoothing its correction. */
const WINDOW_SECONDS = 0.05;
const SMOOTHING_SECONDS = 0.08;
/**
 * Anything this far below the loudest level stays unchanged, so that near-silence is not raised.
 */
const LEVELLING_RANGE_DB = 30;

/**
 * Gains that compress the dynamics upwards: with a density of 1 all audible moments get the same
 * level, with 0 none changes. For music whose dynamic range is too wide for a loud target; a
 * limiter alone would distort its peaks.
 */
export function levelGains(
  powers: Float32Array,
  density: number,
  sampleRate: number,
): Float32Array {
  const pieces = (seconds: number): number =>
    Math.max(1, Math.round((seconds * sampleRate) / PEAK_PIECE / 2));
  const level = slidingMean(powers, pieces(WINDOW_SECONDS));
  const loudest = level.reduce((most, value) => Math.max(most, value), 0);
  const least = loudest * exp((-LEVELLING_RANGE_DB * ln(10)) / 10) || 1e-20;
  // Downwards only: loud moments come down towards the lowest relevant level, and make-up gain
  // raises everything.
  const gains = level.map((value) => (value > least ? exp((-density / 2) * ln(value / least)) : 1));
  return slidingMean(gains, pieces(SMOOTHING_SECONDS));
}
