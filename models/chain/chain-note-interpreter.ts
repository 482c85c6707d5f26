import { cleanText } from '@fermata/contracts/values';
import { addEdits, isUnreadWish, type NoteUnderstanding, understandNote } from '@fermata/music';
import type { NoteInterpreter } from '../note-interpreter.ts';
import { isFallback } from './is-fallback.ts';
import { failureNote, ReadingFailedError } from './reading-failed-error.ts';

/** The grammar first, then the reader, which is asked only about a note with words that are left. */
export const chainNoteInterpreter: NoteInterpreter = {
  async understand(note, version, last, choose) {
    const understood = understandNote(note, version);
    if (!last || !understood.understanding.some(isUnreadWish)) return understood;
    const choice = choose?.(last.model);
    if (choice?.used === false)
      return isFallback(choice)
        ? withFailure(understood, failureNote(last.model, { message: choice.reason }))
        : understood;
    try {
      return addEdits(note, version, understood, {
        model: last.model,
        edits: await last.read(note),
      });
    } catch (error) {
      if (!(error instanceof ReadingFailedError)) throw error;
      return withFailure(understood, failureNote(last.model, error));
    }
  },
};

/** The reader could have understood only the words that are left. */
const withFailure = (understood: NoteUnderstanding, failure: string): NoteUnderstanding => ({
  ...understood,
  understanding: understood.understanding.map((wish) =>
    isUnreadWish(wish) ? { ...wish, reason: cleanText(`${wish.reason}; ${failure}`, 300) } : wish,
  ),
});
