import { understandNote } from '@fermata/music';
import type { NoteInterpreter } from '../note-interpreter.ts';

/** Word lists and grammar; no model. */
export const grammarNoteInterpreter: NoteInterpreter = {
  understand: (note, version) => Promise.resolve(understandNote(note, version)),
};
