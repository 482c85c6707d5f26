import type { Edit, EditOp, Recipe } from '@fermata/contracts/values';
import { pieceOf } from './score/piece-of.ts';

/** The edits that the intent of a version does not have in its fields. */
const CARRIED: ReadonlySet<EditOp> = new Set([
  ...(['instrument', 'level', 'presence', 'fade'] as const),
]);

/** The edits that another take of a version keeps. Their times are those of the whole piece as it is now. */
export function carriedEdits({
  composition,
  edits = [],
}: Pick<Recipe, 'composition' | 'edits'>): Edit[] {
  const now = pieceOf({ composition, edits }).durationSeconds;
  return edits.flatMap((edit, at): Edit[] => {
    if (!CARRIED.has(edit.op)) return [];
    if (edit.op !== 'presence') return [edit];
    const then = pieceOf({ composition, edits: edits.slice(0, at) }).durationSeconds;
    const second = (value: number): number => Math.round(((value * now) / then) * 1000) / 1000;
    return [
      {
        ...edit,
        fromSecond: second(edit.fromSecond),
        ...(edit.toSecond === undefined ? {} : { toSecond: second(edit.toSecond) }),
      },
    ];
  });
}
