import type { InterpreterModel, Recipe } from '@fermata/contracts/values';
import type { NotedScore, NoteUnderstanding, QuotedEdit } from '@fermata/music';
import type { ChooseModel } from './choose-model.ts';

/** The version that a note is about. Without its score, sections and instruments cannot be named. */
export interface NotedVersion {
  readonly recipe: Recipe;
  readonly score?: NotedScore;
}

/** A model that reads the words of a note which the grammar does not understand. */
export interface NoteReader {
  readonly model: InterpreterModel;
  /** Rejects only with a ReadingFailedError: then the understanding says why. */
  read(note: string): Promise<readonly QuotedEdit[]>;
}

/**
 * Turns a note about a version into edits. Never fails on free text: the understanding has an entry for every wish.
 * Each edit is possible for this version, after the edits before it. `last`: a reader after the grammar. `choose`:
 * whether it may read the note; without it, it may.
 */
export interface NoteInterpreter {
  understand(
    note: string,
    version: NotedVersion,
    last?: NoteReader,
    choose?: ChooseModel,
  ): Promise<NoteUnderstanding>;
}
