import type { Key, Mood } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import type { StyleNotes } from '../styles/style-notes.ts';

/**
 * A key of the style for the mood, drawn by the seed; the usual one without a seed. Another mood or
 * mode keeps the tonic.
 */
export function drawKey(
  style: Pick<StyleNotes, 'name' | 'key' | 'tonics' | 'modes'>,
  mood: Mood,
  seed: number | undefined,
): Key {
  if (seed === undefined) return style.key[mood];
  const random = new Random(seed).fork(`key/${style.name}`);
  return {
    tonic: random.fork('tonic').pick(style.tonics),
    mode: random.fork('mode').pick(style.modes[mood]),
  };
}
