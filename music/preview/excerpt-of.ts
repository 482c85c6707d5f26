import type { Score } from '@fermata/contracts/values';

/** Seconds of a preview. */
export const EXCERPT_SECONDS = 8;

/**
 * The excerpt of a score that previews play: eight seconds from its first main section, with the
 * notes that start there, unchanged but shifted, so the last ones may ring beyond the excerpt.
 * Short pieces are used whole. If a main section starts too near the end, the excerpt starts at an
 * earlier bar line.
 */
export function excerptOf(score: Score): Score {
  if (score.durationSeconds <= EXCERPT_SECONDS) return score;
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const main =
    score.sections.find(({ role }) => role === 'main') ??
    score.sections.find(({ name }) => name === 'main');
  const startBar = Math.max(
    0,
    Math.min(main?.startBar ?? 0, Math.floor((score.durationSeconds - EXCERPT_SECONDS) / bar)),
  );
  const bars = Math.ceil(EXCERPT_SECONDS / bar - 1e-9);
  const from = startBar * bar;
  const sections = score.sections.flatMap((section) => {
    const first = Math.max(section.startBar, startBar);
    const last = Math.min(section.startBar + section.bars, startBar + bars);
    return last > first ? [{ ...section, startBar: first - startBar, bars: last - first }] : [];
  });
  // A note on the bar line may be a rounding error before it.
  const parts = score.parts.map((part) => ({
    ...part,
    notes: part.notes
      .filter(({ start }) => start >= from - 2e-6 && start < from + EXCERPT_SECONDS - 2e-6)
      .map((note) => ({
        ...note,
        start: Math.max(0, Math.round((note.start - from) * 1e6) / 1e6),
      })),
  }));
  return {
    ...score,
    durationSeconds: EXCERPT_SECONDS,
    sections,
    chords: score.chords.slice(startBar, startBar + bars),
    parts,
  };
}
