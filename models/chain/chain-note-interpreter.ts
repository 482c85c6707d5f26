import { cleanText, type ModelChoice } from '@fermata/contracts/values';
import { addEdits, isUnreadWish, type NoteUnderstanding, understandNote } from '@fermata/music';
import type { NoteInterpreter } from '../note-interpreter.ts';
import { failedChoice } from './failed-choice.ts';
import { isFallback } from './is-fallback.ts';
import { failureNote, ReadingFailedError } from './reading-failed-error.ts';

/** The grammar first, then the reader, which is asked only about a note with words that are left. */
export const chainNoteInterpreter: NoteInterpreter = {
  async understand(note, version, last, choose) {
    const understood = understandNote(note, version);
    if (!last || !understood.understanding.some(isUnreadWish)) return understood;
    const choice = choose?.(last.model);
    if (choice?.used === false)
      return withChoice(
        isFallback(choice)
          ? withFailure(understood, failureNote(last.model, { message: choice.reason }))
          : understood,
        choice,
      );
    try {
      const { model } = last;
      const edits = await last.read(note);
      return withChoice(addEdits(note, version, understood, { model, edits }), choice);
    } catch (error) {
      if (!(error instanceof ReadingFailedError)) throw error;
      return withChoice(
        withFailure(understood, failureNote(last.model, error)),
        choice && failedChoice(choice, error),
      );
    }
  },
};

const withChoice = (
  understood: NoteUnderstanding,
  choice: ModelChoice | undefined,
): NoteUnderstanding => (choice ? { ...understood, choices: [choice] } : understood);

/** The reader could have understood only the words that are left. */
const withFailure = (understood: NoteUnderstanding, failure: string): NoteUnderstanding => ({
  ...understood,
  understanding: understood.understanding.map((wish) =>
    isUnreadWish(wish) ? { ...wish, reason: cleanText(`${wish.reason}; ${failure}`, 300) } : wish,
  ),
});
