import type { Metre } from '@fermata/contracts/values';
import { Random } from '../signal/random.ts';
import type { StyleNotes } from '../styles/style-notes.ts';

/** A metre that the style plays, drawn by the seed; the usual one without a seed. */
export const drawMetre = (
  style: Pick<StyleNotes, 'name' | 'metres'>,
  seed: number | undefined,
): Metre =>
  seed === undefined
    ? style.metres[0]
    : new Random(seed).fork(`metre/${style.name}`).pick(style.metres);
