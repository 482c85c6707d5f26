import { PEAK_PIECE } from '../measure/true-peak.ts';
import { exp, ln } from '../signal/deterministic-math.ts';
import { slidingMean } from './limit.ts';

/** Seconds over which the level is taken, and over which its correction is smoothed. */
const WINDOW_SECONDS = 0.05;
const SMOOTHING_SECONDS = 0.08;
/** What is this far below the loudest is left as it is: a breath is not made a voice. */
const LEVELLING_RANGE_DB = 30;

/**
 * Gains that draw the loud and the soft together: with a density of 1 every moment that is heard comes to one level, with 0 none is touched. For
 * music whose dynamics are wider than a loud target leaves room for; a limiter alone would tear at its peaks.
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
  // Only downwards: what is loud comes down towards the least that counts, the gain after it brings all up.
  const gains = level.map((value) => (value > least ? exp((-density / 2) * ln(value / least)) : 1));
  return slidingMean(gains, pieces(SMOOTHING_SECONDS));
}
