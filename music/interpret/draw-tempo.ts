import type { Mood } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import type { StyleNotes } from '../styles/style-notes.ts';

/** By golden sections, neighbouring seeds spread evenly over the range. */
const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

/**
 * A tempo in the style's range, drawn by the seed: all occur, most often those near the usual tempo
 * of the mood (half even, half triangular). The usual one without a seed.
 */
export function drawTempo(
  style: Pick<StyleNotes, 'name' | 'tempo'>,
  mood: Mood,
  seed: number | undefined,
): number {
  const { slow, usual, fast } = style.tempo;
  const centre = Math.max(slow, Math.min(fast, usual * MOOD_COLOURS[mood].tempo));
  if (seed === undefined) return Math.round(centre);
  const first = new Random(0).fork(`tempo/${style.name}`).unit();
  const share = (first + GOLDEN_SECTION * seed) % 1;
  const width = fast - slow;
  const triangular =
    share * width < centre - slow
      ? slow + Math.sqrt(share * width * (centre - slow))
      : fast - Math.sqrt((1 - share) * width * (fast - centre));
  return Math.round((triangular + slow + share * width) / 2);
}
