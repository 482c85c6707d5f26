import { Note } from 'tonal';
import { z } from 'zod';
import { type Score, Style } from '@fermata/contracts/values';
import { gramOverlap, melodyGrams } from './melody-grams.ts';

const Count = z.number().int().min(0);
const Share = z.number().min(0).max(1);

/** How much the seeds of a style differ if a brief names nothing but the style. */
export const StyleVariety = z.object({
  style: Style,
  pieces: Count,
  keys: Count,
  slowestBpm: z.number(),
  fastestBpm: z.number(),
  progressions: Count,
  forms: Count,
  palettes: Count,
  /** Pairs of pieces with the same key, tempo and progression. */
  alike: Count,
  /** Overlap of the melodies' n-grams in pairs of pieces. */
  motifOverlap: z.object({ mean: Share, max: Share }),
});
export type StyleVariety = z.infer<typeof StyleVariety>;

const keyOf = ({ key }: Score): string => `${key.tonic} ${key.mode}`;
const formOf = ({ sections }: Score): string =>
  sections.map(({ name, bars }) => `${name} ${bars}`).join();
const paletteOf = ({ parts }: Score): string =>
  parts.map(({ name, instrument }) => `${name} ${instrument}`).join();
/** `drawnBpm`: the tempo of the recipe, which the form bends by up to 2 % to fit the length. */
export interface Piece {
  readonly score: Score;
  readonly drawnBpm: number;
}

/**
 * The chords in degrees of the key: the same loop in two keys is one progression. Names of sections
 * and numbers of bars do not count.
 */
export function progressionOf({ chords, key }: Score): string {
  const chroma = (name: string): number => Note.chroma(name) ?? 0;
  return chords
    .map((chord) =>
      chord.replace(/^[A-G][#b]?/u, (root) => `${(chroma(root) - chroma(key.tonic) + 12) % 12}`),
    )
    .join(' ');
}

export function varietyOf(style: Style, pieces: readonly Piece[]): StyleVariety {
  const scores = pieces.map(({ score }) => score);
  const distinct = (of: (score: Score) => string): number => new Set(scores.map(of)).size;
  const pairs = pieces.flatMap((one, i) =>
    pieces.slice(i + 1).map((other) => [one, other] as const),
  );
  const signature = ({ score, drawnBpm }: Piece): string =>
    `${keyOf(score)} ${drawnBpm} ${progressionOf(score)}`;
  const grams = new Map(scores.map((score) => [score, melodyGrams(score)]));
  const overlaps = pairs.map(([one, other]) =>
    gramOverlap(grams.get(one.score) ?? new Set(), grams.get(other.score) ?? new Set()),
  );
  const tempi = pieces.map(({ drawnBpm }) => drawnBpm);
  return {
    style,
    pieces: pieces.length,
    keys: distinct(keyOf),
    slowestBpm: Math.min(...tempi),
    fastestBpm: Math.max(...tempi),
    progressions: distinct(progressionOf),
    forms: distinct(formOf),
    palettes: distinct(paletteOf),
    alike: pairs.filter(([one, other]) => signature(one) === signature(other)).length,
    motifOverlap: {
      mean: overlaps.reduce((sum, overlap) => sum + overlap, 0) / Math.max(1, overlaps.length),
      max: Math.max(0, ...overlaps),
    },
  };
}
