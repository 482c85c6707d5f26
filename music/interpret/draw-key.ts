import type { Key, Mood } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import type { StyleNotes } from '../styles/style-notes.ts';

/** Coprime to every number of tonics: neighbouring seeds are far apart on them. */
const TONIC_STEP = 7;

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
  const { tonics, modes, name } = style;
  const first = new Random(0).fork(`tonic/${name}`).uint32();
  return {
    tonic: tonics[(first + TONIC_STEP * seed) % tonics.length] ?? style.key[mood].tonic,
    mode: new Random(seed).fork(`mode/${name}`).pick(modes[mood]),
  };
}
