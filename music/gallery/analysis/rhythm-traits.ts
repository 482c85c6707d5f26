import type { BandEnvelopes } from './band-envelopes.ts';
import { peaksOf } from './onsets.ts';

/** Neighbouring bands of the envelopes, by what is struck there. Ends are exclusive. */
const REGIONS = { kick: [0, 2], bass: [2, 5], middle: [5, 8], snare: [8, 11], hats: [11, 14] };
export const RHYTHM_REGIONS = ['kick', 'bass', 'middle', 'snare', 'hats'] as const;
export type RhythmRegion = (typeof RHYTHM_REGIONS)[number];

/** Seconds between the lags at which repetition is measured, on a logarithmic scale. */
const FIRST_LAG = 0.09;
const LAST_LAG = 2.4;
const LAGS = 16;

/** The onsets of a piece by region of the spectrum. */
export interface RegionRhythm {
  readonly onsetsPerSecond: number;
  /** How much the onsets repeat after each of sixteen spans from 0.09 to 2.4 s, −1 to 1. */
  readonly repetition: readonly number[];
}
export type RhythmTraits = Readonly<Record<RhythmRegion, RegionRhythm>>;

export function rhythmTraits(envelopes: BandEnvelopes): RhythmTraits {
  const of = (region: RhythmRegion): RegionRhythm => {
    const [from = 0, to = 0] = REGIONS[region];
    const flux = fluxOf(envelopes.power.slice(from, to));
    return {
      onsetsPerSecond:
        peaksOf(flux, envelopes.hopSeconds).length / (flux.length * envelopes.hopSeconds),
      repetition: repetitionOf(flux, envelopes.hopSeconds),
    };
  };
  return {
    kick: of('kick'),
    bass: of('bass'),
    middle: of('middle'),
    snare: of('snare'),
    hats: of('hats'),
  };
}

/** How much louder the bands become from frame to frame. */
function fluxOf(bands: readonly Float64Array[]): Float64Array {
  const flux = new Float64Array(bands[0]?.length ?? 0);
  for (const band of bands) {
    let before = 0;
    band.forEach((power, i) => {
      // Compressed, so that a soft stroke counts beside a loud one.
      const level = Math.log1p(1000 * Math.sqrt(power));
      flux[i] = (flux[i] ?? 0) + Math.max(0, level - before);
      before = level;
    });
  }
  return flux;
}

/** The largest autocorrelation in each of `LAGS` spans. */
function repetitionOf(flux: Float64Array, hopSeconds: number): number[] {
  const mean = flux.reduce((sum, x) => sum + x, 0) / Math.max(1, flux.length);
  // Blurred, because a beat is rarely a whole number of hops.
  const centred = flux.map(
    (x, i) => 0.5 * x + 0.25 * ((flux[i - 1] ?? mean) + (flux[i + 1] ?? mean)) - mean,
  );
  const energy = centred.reduce((sum, x) => sum + x * x, 0);
  const alike = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < centred.length; i++) sum += (centred[i] ?? 0) * (centred[i - lag] ?? 0);
    return energy > 0 ? (sum / energy) * (centred.length / Math.max(1, centred.length - lag)) : 0;
  };
  const edge = (i: number): number =>
    Math.round((FIRST_LAG * (LAST_LAG / FIRST_LAG) ** (i / LAGS)) / hopSeconds);
  return Array.from({ length: LAGS }, (_, i) => {
    let largest = -1;
    for (let lag = edge(i); lag < Math.max(edge(i) + 1, edge(i + 1)); lag++)
      largest = Math.max(largest, alike(lag));
    return Math.min(1, largest);
  });
}
