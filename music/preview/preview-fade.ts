import type { Recipe } from '@fermata/contracts/values';
import { pieceOf } from '../edits/score/piece-of.ts';
import { EXCERPT_SECONDS } from './excerpt-of.ts';

/** Seconds of the fade-out in a preview: only a short piece, which is its own preview, has its end there. */
export function previewFadeSeconds(recipe: Recipe): number {
  const { durationSeconds, fadeSeconds } = pieceOf(recipe);
  return durationSeconds <= EXCERPT_SECONDS ? fadeSeconds : 0;
}

/** What the track of a recipe has and its preview has not, for people. */
export function absentFromPreview(recipe: Recipe): string[] {
  const { fadeSeconds } = pieceOf(recipe);
  return fadeSeconds > previewFadeSeconds(recipe)
    ? [`fade: only the track has it; the preview is ${EXCERPT_SECONDS} s of its main section`]
    : [];
}
