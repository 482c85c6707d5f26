import type { Edit, Recipe } from '@fermata/contracts/values';
import { moveSeconds } from './move-seconds.ts';
import { pieceOf } from './score/piece-of.ts';

const round3 = (x: number): number => Math.round(x * 1000) / 1000;

/**
 * Whether the seconds of an edit are those of the next version: they are beyond the end of the version that is edited.
 */
export const isOfNextVersion = (version: Recipe, edit: Edit): boolean =>
  lastSecondOf(edit) >= pieceOf(version).durationSeconds;

function lastSecondOf(edit: Edit): number {
  if (edit.op === 'presence') return edit.fromSecond;
  const seconds: number[] = [0];
  moveSeconds(edit, (second) => {
    seconds.push(second);
    return second;
  });
  return Math.max(...seconds);
}

/** An edit whose seconds are those of `version`, with the seconds of `now`: the version after other edits. */
export function placeEdit(version: Recipe, now: Recipe, edit: Edit): Edit {
  const scale = pieceOf(now).durationSeconds / pieceOf(version).durationSeconds;
  if (scale === 1 || isOfNextVersion(version, edit)) return edit;
  return moveSeconds(edit, (second) => round3(second * scale));
}
