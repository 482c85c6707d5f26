import type { Metre } from '@fermata/contracts/values';

/** How a bar of a metre is counted. Beats are quarter notes in every metre, from 0. */
export interface MetreShape {
  readonly metre: Metre;
  readonly beatsPerBar: number;
  /** The beats on which a player counts: each quarter, or the start of each group of eighths. */
  readonly pulses: readonly number[];
  /** The pulses that carry the weight of the bar. */
  readonly strong: readonly number[];
  /** Where a phrase may come to rest. */
  readonly rests: readonly number[];
}

/** 5/4 is counted as 3 + 2, 6/8 as 3 + 3 and 7/8 as 2 + 2 + 3. */
const SHAPES: Readonly<Record<Metre, Omit<MetreShape, 'metre'>>> = {
  '2/4': { beatsPerBar: 2, pulses: [0, 1], strong: [0], rests: [0.5, 1] },
  '3/4': { beatsPerBar: 3, pulses: [0, 1, 2], strong: [0], rests: [1, 1.5] },
  '4/4': { beatsPerBar: 4, pulses: [0, 1, 2, 3], strong: [0, 2], rests: [1.5, 2, 2] },
  '5/4': { beatsPerBar: 5, pulses: [0, 1, 2, 3, 4], strong: [0, 3], rests: [2, 3, 3] },
  '6/8': { beatsPerBar: 3, pulses: [0, 1.5], strong: [0, 1.5], rests: [1, 1.5] },
  '7/8': { beatsPerBar: 3.5, pulses: [0, 1, 2], strong: [0, 2], rests: [1, 2, 2] },
};

export const metreShape = (metre: Metre): MetreShape => ({ metre, ...SHAPES[metre] });
