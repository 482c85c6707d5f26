import type { Mood } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import type { StyleNotes } from '../styles/style-notes.ts';

/**
 * A tempo in the style's range, drawn by the seed with a triangular distribution around the usual
 * tempo of the mood; the usual one without a seed.
 */
export function drawTempo(
  style: Pick<StyleNotes, 'name' | 'tempo'>,
  mood: Mood,
  seed: number | undefined,
): number {
  const { slow, usual, fast } = style.tempo;
  const centre = Math.max(slow, Math.min(fast, usual * MOOD_COLOURS[mood].tempo));
  if (seed === undefined) return Math.round(centre);
  const share = new Random(seed).fork(`tempo/${style.name}`).unit();
  const width = fast - slow;
  return Math.round(
    share * width < centre - slow
      ? slow + Math.sqrt(share * width * (centre - slow))
      : fast - Math.sqrt((1 - share) * width * (fast - centre)),
  );
}
