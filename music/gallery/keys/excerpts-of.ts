import type { Score } from '@fermata/contracts/values';
import { EXCERPT_SECONDS } from '../../preview/excerpt-of.ts';

/**
 * The score once for every eight seconds, with a main section where they start: sketched one by one
 * they give the whole piece.
 */
export function excerptsOf(score: Score): Score[] {
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const bars = score.chords.length;
  return Array.from(
    { length: Math.max(1, Math.round(score.durationSeconds / EXCERPT_SECONDS)) },
    (_, i) => {
      const startBar = Math.min(bars - 1, Math.round((i * EXCERPT_SECONDS) / bar));
      return {
        ...score,
        sections: [
          { name: 'excerpt', role: 'main', startBar, bars: bars - startBar, energy: 1 } as const,
        ],
      };
    },
  );
}
