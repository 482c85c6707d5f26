import { type Edit, EDIT_KINDS, type Recipe } from '@fermata/contracts/values';
import { moveSeconds } from './move-seconds.ts';
import { pieceOf } from './score/piece-of.ts';

/** The edits that another take of a version keeps. Their times are those of the whole piece as it is now. */
export function carriedEdits({
  composition,
  edits = [],
}: Pick<Recipe, 'composition' | 'edits'>): Edit[] {
  const now = pieceOf({ composition, edits }).durationSeconds;
  return edits.flatMap((edit, at): Edit[] => {
    if (!EDIT_KINDS[edit.op].isCarried) return [];
    const then = pieceOf({ composition, edits: edits.slice(0, at) }).durationSeconds;
    return [moveSeconds(edit, (second) => Math.round(((second * now) / then) * 1000) / 1000)];
  });
}
