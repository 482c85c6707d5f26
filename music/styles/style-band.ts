/** From and to, both included. */
export type Range = readonly [from: number, to: number];

/** Where the figures of a style's masters lie. A master outside is shown to the reviewer, who decides by ear. */
export interface StyleBand {
  /** Hertz around which the power lies, by amplitude, at 48 kHz. */
  readonly centroidHz: Range;
  /** Shares of the power: below 60 Hz, to 250, to 2 k, to 6 k, above. */
  readonly sub: Range;
  readonly low: Range;
  readonly mid: Range;
  readonly high: Range;
  readonly air: Range;
  /** LU, of music of at least a minute. */
  readonly loudnessRangeLu: Range;
  /** Power of the sides over all power. */
  readonly stereoWidth: Range;
}

/** Wide enough for all music that is mixed with care. */
export const DEFAULT_BAND: StyleBand = {
  centroidHz: [250, 7000],
  sub: [0, 0.6],
  low: [0.01, 0.9],
  mid: [0.02, 0.95],
  high: [0, 0.5],
  air: [0, 0.35],
  loudnessRangeLu: [0.3, 20],
  stereoWidth: [0, 0.5],
};
