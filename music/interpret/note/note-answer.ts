import type { Edit, Recipe, Score } from '@fermata/contracts/values';
import type { Piece } from '../../edits/score/piece-of.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { Clause } from './note-clause.ts';

/** The version that a note is about. */
export interface NotedPiece {
  readonly recipe: Recipe;
  readonly piece: Piece;
  /** Absent if it is not known: then sections and instruments cannot be named. */
  readonly score?: NotedScore;
}

export type NotedScore = Pick<
  Score,
  'sections' | 'parts' | 'tempoBpm' | 'beatsPerBar' | 'durationSeconds'
>;

/** What a clause stands for: the edits, and what is said about them. */
export interface NoteAnswer {
  readonly edits: readonly Edit[];
  readonly wish: Explanation;
}

/** Answers a clause if it asks for what the rule knows; an empty list otherwise. */
export type NoteRule = (clause: Clause, about: NotedPiece) => readonly NoteAnswer[];

/** A wish without an edit. */
export const said = (wish: Explanation): NoteAnswer => ({ edits: [], wish });
