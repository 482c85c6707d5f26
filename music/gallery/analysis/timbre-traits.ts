import { meanOf } from './audio-traits.ts';
import type { BandEnvelopes } from './band-envelopes.ts';

/** Levels below the loudest moment of the piece that count as silence, as a share of its power. */
const FLOOR = 1e-6;

/** The colour of a piece by band, independent of its loudness. Logarithms of base 2. */
export interface TimbreTraits {
  /** Power, as a share of all. */
  readonly levels: readonly number[];
  /** How far the mean power is above the typical one: 0 sustained, large for strokes with gaps. */
  readonly strokes: readonly number[];
  /** How much the level changes from one hundredth of a second to the next. */
  readonly movement: readonly number[];
  readonly flatness: readonly number[];
}

export function timbreTraits({ power, flatness }: BandEnvelopes): TimbreTraits {
  const all = power.reduce((sum, envelope) => sum + total(envelope), 0);
  const frames = power[0]?.length ?? 1;
  const floor = Math.max(1e-12, (FLOOR * all) / frames);
  const logs = power.map((envelope) => Array.from(envelope, (p) => Math.log2(p + floor)));
  return {
    levels: power.map((envelope) => Math.log2(total(envelope) / Math.max(1e-12, all) + 1e-6)),
    strokes: power.map(
      (envelope, band) => Math.log2(total(envelope) / frames + floor) - meanOf(logs[band] ?? []),
    ),
    movement: logs.map((levels) =>
      meanOf(levels.slice(1).map((level, i) => Math.abs(level - (levels[i] ?? level)))),
    ),
    flatness,
  };
}

const total = (envelope: Float64Array): number => envelope.reduce((sum, p) => sum + p, 0);
