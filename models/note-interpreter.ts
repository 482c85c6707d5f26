import type { Recipe } from '@fermata/contracts/values';
import type { NotedScore, NoteUnderstanding } from '@fermata/music';

/** The version that a note is about. Without its score, sections and instruments cannot be named. */
export interface NotedVersion {
  readonly recipe: Recipe;
  readonly score?: NotedScore;
}

/**
 * Turns a note about a version into edits. Never fails on free text: the understanding has an entry for every wish.
 * Each edit is possible for this version, after the edits before it.
 */
export interface NoteInterpreter {
  understand(note: string, version: NotedVersion): Promise<NoteUnderstanding>;
}
