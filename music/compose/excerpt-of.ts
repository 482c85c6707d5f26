import type { Score } from '@fermata/contracts';

/** Seconds of a preview. */
export const EXCERPT_SECONDS = 8;

/** The part of a score that previews play: the first 8 s of its first main section, with the notes that start there, whole and unchanged but shifted. Short pieces whole. */
export function excerptOf(score: Score): Score {
  if (score.durationSeconds <= EXCERPT_SECONDS) return score;
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const main = score.sections.find((section) => section.role === 'main') ?? score.sections.find((section) => section.name === 'main');
  const from = Math.min((main?.startBar ?? 0) * bar, score.durationSeconds - EXCERPT_SECONDS);
  const parts = score.parts.map((part) => ({
    ...part,
    notes: part.notes.filter((note) => note.start >= from - 1e-6 && note.start < from + EXCERPT_SECONDS).map((note) => ({ ...note, start: Math.max(0, Math.round((note.start - from) * 1e6) / 1e6) })),
  }));
  return { ...score, durationSeconds: EXCERPT_SECONDS, sections: [{ name: 'main', role: 'main', startBar: 0, bars: 1, energy: main?.energy ?? 1 }], parts };
}
