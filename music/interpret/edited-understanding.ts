import {
  canonicalJson,
  cleanText,
  describeEdit,
  type Edit,
  MAX_WISHES,
  PART_NAMES,
  type PartName,
  type Recipe,
  type Understanding,
  type UnderstoodWish,
} from '@fermata/contracts/values';
import { editRecipe } from '../edits/edit-recipe.ts';
import { pieceOf } from '../edits/score/piece-of.ts';
import { playersOf } from '../edits/score/players-of.ts';
import { factsOf, INSTRUMENT_NAMES } from './words/instruments.ts';

/**
 * The list of wishes of an edited version: the earlier ones, and those of the note. An earlier wish whose subject an
 * edit has changed is `ignored`, with that edit as its reason.
 */
export function editedUnderstanding(
  before: Understanding,
  recipe: Recipe,
  edits: readonly Edit[],
  note: Understanding,
): Understanding {
  const recipes = edits.map((_, at) => editRecipe(recipe, edits.slice(0, at + 1)));
  const earlier = before.map((wish): UnderstoodWish => {
    const own = canonicalJson(stateOf(wish, recipe));
    const at = recipes.findIndex((edited) => canonicalJson(stateOf(wish, edited)) !== own);
    const edit = edits[at];
    return edit ? replaced(wish, edit) : wish;
  });
  return joined(earlier, note);
}

/** Both lists. If they are too long, the oldest wishes leave, but not the names of people. */
export function joined(earlier: Understanding, later: Understanding): Understanding {
  const all = [...earlier, ...later];
  let tooMany = Math.max(0, all.length - MAX_WISHES);
  return all.filter(({ field }) => field === 'person' || tooMany-- <= 0).slice(0, MAX_WISHES);
}

const replaced = (wish: UnderstoodWish, edit: Edit): UnderstoodWish => ({
  ...wish,
  outcome: 'ignored',
  reason: cleanText(`replaced by the edit “${describeEdit(edit)}”`, 300),
});

/** What a recipe has of the subject of a wish; null for a subject that no edit changes. */
function stateOf({ field, value }: UnderstoodWish, recipe: Recipe): unknown {
  const { composition, master, edits = [] } = recipe;
  const { tempoBpm, key, durationSeconds, parts, fadeSeconds } = pieceOf(recipe);
  const part = partIn(value);
  const scale = durationSeconds / composition.durationSeconds;
  switch (field) {
    case 'tempo':
    case 'tempoBpm':
      return tempoBpm;
    case 'key':
    case 'transpose':
      return key;
    case 'duration':
    case 'durationSeconds':
      return durationSeconds;
    case 'metre':
      return composition.metre ?? null;
    case 'mood':
      return composition.mood;
    case 'ending':
      return [composition.ending ?? 'final', fadeSeconds];
    case 'fade':
      return fadeSeconds;
    case 'energy':
    case 'energyCurve':
      return [composition.energyCurve ?? null, scale];
    case 'hit':
    case 'hits':
      return [composition.hits ?? [], scale];
    case 'master':
      return master.targetLufs;
    case 'parts':
    case 'withoutParts':
    case 'add':
    case 'remove':
      return part === undefined ? parts : parts.includes(part);
    case 'level':
      return [edits.filter((edit) => edit.op === 'level' && edit.part === part), has(parts, part)];
    case 'presence':
      return [
        edits.filter((edit) => edit.op === 'presence' && edit.part === part),
        scale,
        has(parts, part),
      ];
    case 'instrument':
    case 'instruments':
      return instrumentState(value, recipe);
    default:
      return null;
  }
}

const partIn = (value: string | null): PartName | undefined =>
  PART_NAMES.find((part) => value?.split(' ')[0] === part);

const has = (parts: readonly PartName[], part: PartName | undefined): boolean =>
  part !== undefined && parts.includes(part);

/** The parts that play an instrument for certain, and those that may. */
function instrumentState(
  label: string | null,
  { composition, edits = [], ...recipe }: Recipe,
): unknown {
  const playedBy = INSTRUMENT_NAMES.map(factsOf).find((facts) => facts.label === label)?.playedBy;
  const { parts } = pieceOf({ composition, edits });
  return parts
    .map((part) => {
      const chosen = edits.findLast((edit) => edit.op === 'instrument' && edit.part === part);
      const players =
        chosen?.op === 'instrument'
          ? [chosen.instrument]
          : playersOf(composition, part).map(({ instrument }) => instrument);
      const fitting = players.filter((instrument) => playedBy?.test(instrument) === true).length;
      const isFont = recipe.render.soundFont?.parts.includes(part) === true;
      return isFont || fitting === 0 ? 'none' : fitting === players.length ? `${part} does` : 'may';
    })
    .filter((state) => state !== 'none');
}
