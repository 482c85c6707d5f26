/** Inclusive bounds. */
export type Range = readonly [from: number, to: number];

export const isWithin = (value: number, [from, to]: Range): boolean => value >= from && value <= to;

/** Expected ranges of a style's master figures. Masters outside are flagged for the reviewer. */
export interface StyleBand {
  /** Spectral centroid in Hz, by amplitude, at 48 kHz. */
  readonly centroidHz: Range;
  /** Shares of the power: below 60 Hz, to 250 Hz, to 2 kHz, to 6 kHz, above. */
  readonly sub: Range;
  readonly low: Range;
  readonly mid: Range;
  readonly high: Range;
  readonly air: Range;
  /** In LU, for music of at least a minute. */
  readonly loudnessRangeLu: Range;
  /** Level of the side signal against the mid in dB: below 120 Hz, to 2 kHz, above. */
  readonly sideToMidDb: { readonly low: Range; readonly mid: Range; readonly high: Range };
}

/** Wide enough for all carefully mixed music. */
export const DEFAULT_BAND: StyleBand = {
  centroidHz: [250, 7000],
  sub: [0, 0.6],
  low: [0.01, 0.9],
  mid: [0.02, 0.95],
  high: [0, 0.5],
  air: [0, 0.35],
  loudnessRangeLu: [0.3, 20],
  sideToMidDb: { low: [-60, -15], mid: [-24, -3], high: [-24, -1] },
};
