import { Note } from 'tonal';
import type { Score } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';

/** The features of the music that a cover shows. */
export interface CoverMusic {
  readonly style: Score['style'];
  readonly tempoBpm: number;
  /** Degrees on the colour wheel: a step on the circle of fifths is a twelfth of it. */
  readonly hue: number;
  readonly minor: boolean;
  /** How loud and full the music is at a place of the track: both from 0 to 1. */
  readonly loudness: (place: number) => number;
  readonly random: Random;
}

/** The part of a score that a cover shows. */
export type CoverScore = Pick<Score, 'style' | 'tempoBpm' | 'key' | 'sections'>;

const STEPS = 96;
const MINOR_MODES: ReadonlySet<string> = new Set(['minor', 'dorian', 'phrygian']);

/**
 * `minMax`: the waveform, see encode/waveform-peaks.ts. `pcmSha256`: of the recording; two recordings have two
 * covers, even of the same notes.
 */
export function readCoverMusic(
  score: CoverScore,
  minMax: readonly number[],
  pcmSha256: string,
): CoverMusic {
  const { style, tempoBpm, key } = score;
  const fifths = ((Note.chroma(key.tonic) ?? 0) * 7) % 12;
  const energies = energiesOf(score.sections);
  const levels = levelsOf(minMax).map((level, step) => 0.7 * level + 0.3 * (energies[step] ?? 0));
  return {
    ...{ style, tempoBpm },
    hue: 30 * fifths,
    minor: MINOR_MODES.has(key.mode),
    loudness: (place) => interpolate(levels, place),
    random: new Random(Number.parseInt(pcmSha256.slice(0, 8), 16)),
  };
}

/** The mean peak of each step, smoothed, from the quietest (0) to the loudest (1). */
function levelsOf(minMax: readonly number[]): number[] {
  const peaks = Array.from({ length: Math.floor(minMax.length / 2) }, (_, index) =>
    Math.max(-(minMax[2 * index] ?? 0), minMax[2 * index + 1] ?? 0),
  );
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const steps = Array.from({ length: STEPS }, (_, step) => {
    const from = Math.floor((step * peaks.length) / STEPS);
    return mean(peaks.slice(from, Math.max(from + 1, ((step + 1) * peaks.length) / STEPS)));
  });
  const smooth = steps.map((_, step) => mean(steps.slice(Math.max(0, step - 2), step + 3)));
  const low = Math.min(...smooth);
  const range = Math.max(...smooth) - low;
  return smooth.map((level) => (range < 0.01 ? 0.5 : (level - low) / range));
}

/** The energy of the section at each step. */
function energiesOf(sections: Score['sections']): number[] {
  const bars = sections.reduce((sum, section) => Math.max(sum, section.startBar + section.bars), 0);
  return Array.from({ length: STEPS }, (_, step) => {
    const bar = ((step + 0.5) / STEPS) * bars;
    return sections.findLast(({ startBar }) => startBar <= bar)?.energy ?? 0.5;
  });
}

function interpolate(levels: readonly number[], place: number): number {
  const at = Math.min(1, Math.max(0, place)) * (levels.length - 1);
  const index = Math.floor(at);
  const level = levels[index] ?? 0;
  return level + (at - index) * ((levels[index + 1] ?? level) - level);
}
