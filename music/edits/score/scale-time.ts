import type { Score } from '@fermata/contracts/values';

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;

/** Everything happens later by this factor, at the tempo that belongs to it. */
export const scaleTime = (score: Score, factor: number): Score => ({
  ...score,
  tempoBpm: score.tempoBpm / factor,
  durationSeconds: round6(score.durationSeconds * factor),
  parts: score.parts.map((part) => ({
    ...part,
    notes: part.notes.map((note) => ({
      ...note,
      start: round6(note.start * factor),
      duration: Math.max(1e-6, round6(note.duration * factor)),
    })),
  })),
});
