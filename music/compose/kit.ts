import type { StyleBook } from '../styles/style-books.ts';
import { type Drum, DRUMS } from '../styles/style-notes.ts';

/** Whether a style's drums have a sound for a key. */
export function kitHas(book: StyleBook, midi: number): boolean {
  const sound = book.parts.drums?.sound;
  return sound !== undefined && 'kit' in sound && midi in sound.kit;
}

/** The first of these drums that the style has a sound for. */
export const firstOf = (book: StyleBook, drums: readonly Drum[]): number | undefined =>
  drums.map((name) => DRUMS[name]).find((midi) => kitHas(book, midi));
