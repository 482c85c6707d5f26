import type { Edit, PartName, Recipe, Score, ScorePart } from '@fermata/contracts/values';
import { changeKey } from './change-key.ts';
import { changeLength } from './change-length.ts';
import { pieceOf } from './piece-of.ts';
import { playersOf } from './players-of.ts';
import { scaleTime } from './scale-time.ts';
import { type Edited, nothingSilent, setPresence } from './silence-part.ts';
import { transposeScore } from './transpose-score.ts';

const LEVEL_LIMITS_DB = { min: -60, max: 12 } as const;

/**
 * The score of a recipe: what its composition gives, after the recipe's edits. Those of the composition and of the
 * master change nothing here. An edit of a part that does not play is skipped.
 */
export function editScore(recipe: Pick<Recipe, 'composition' | 'edits'>, composed: Score): Score {
  const { composition, edits = [] } = recipe;
  const removed = new Set<PartName>();
  let edited: Edited = { score: composed, silent: nothingSilent(composed) };
  edits.forEach((edit, at) => {
    if (edit.op === 'remove') removed.add(edit.part);
    else if (edit.op === 'add') removed.delete(edit.part);
    else if (edit.op === 'presence') edited = setPresence(edited, edit);
    else {
      const { tempoBpm } = pieceOf({ composition, edits: edits.slice(0, at) });
      edited = {
        score: editOne(edited.score, edit, composition, tempoBpm),
        silent: editOne(edited.silent, edit, composition, tempoBpm),
      };
    }
  });
  const { score } = edited;
  return removed.size === 0
    ? score
    : { ...score, parts: score.parts.filter(({ name }) => !removed.has(name)) };
}

/** `tempoBpm`: the tempo before this edit. */
function editOne(
  score: Score,
  edit: Edit,
  composition: Recipe['composition'],
  tempoBpm: number,
): Score {
  switch (edit.op) {
    case 'tempo':
      return scaleTime(score, tempoBpm / edit.bpm);
    case 'duration':
      return changeLength(score, edit.seconds);
    case 'key':
      return changeKey(score, edit.key);
    case 'transpose':
      return transposeScore(score, edit.semitones);
    case 'level':
      return mapPart(score, edit.part, (part) => ({
        ...part,
        levelDb: Math.max(
          LEVEL_LIMITS_DB.min,
          Math.min(LEVEL_LIMITS_DB.max, (part.levelDb ?? 0) + edit.db),
        ),
      }));
    case 'instrument': {
      const player = playersOf(composition, edit.part).find(
        ({ instrument }) => instrument === edit.instrument,
      );
      return player
        ? mapPart(score, edit.part, (part) => ({
            ...part,
            instrument: player.instrument,
            midiProgram: player.midiProgram,
          }))
        : score;
    }
    default:
      return score;
  }
}

const mapPart = (score: Score, name: PartName, map: (part: ScorePart) => ScorePart): Score => ({
  ...score,
  parts: score.parts.map((part) => (part.name === name ? map(part) : part)),
});
