import type { Edit, Recipe } from '@fermata/contracts/values';
import { pieceOf } from './score/piece-of.ts';

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

/**
 * Whether the seconds of an edit are those of the next version: they are beyond the end of the version that is edited.
 */
export const isOfNextVersion = (version: Recipe, edit: Edit): boolean =>
  lastSecondOf(edit) >= pieceOf(version).durationSeconds;

function lastSecondOf(edit: Edit): number {
  if (edit.op === 'presence') return edit.fromSecond;
  if (edit.op === 'hit') return edit.second;
  return edit.op === 'energy' ? (edit.curve.at(-1)?.second ?? 0) : 0;
}

/** An edit whose seconds are those of `version`, with the seconds of `now`: the version after other edits. */
export function placeEdit(version: Recipe, now: Recipe, edit: Edit): Edit {
  const scale = pieceOf(now).durationSeconds / pieceOf(version).durationSeconds;
  if (scale === 1 || isOfNextVersion(version, edit)) return edit;
  const placed = (second: number): number => round3(second * scale);
  switch (edit.op) {
    case 'presence':
      return {
        ...edit,
        fromSecond: placed(edit.fromSecond),
        ...(edit.toSecond === undefined ? {} : { toSecond: placed(edit.toSecond) }),
      };
    case 'hit':
      return { ...edit, second: placed(edit.second) };
    case 'energy':
      return {
        ...edit,
        curve: edit.curve.map((point) => ({ ...point, second: placed(point.second) })),
      };
    default:
      return edit;
  }
}
