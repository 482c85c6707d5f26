import {
  canonicalJson,
  cleanText,
  describeEdit,
  type Edit,
  EDIT_FIELDS,
  type EditField,
  MAX_WISHES,
  PART_NAMES,
  type PartName,
  type Recipe,
  type Understanding,
  type UnderstoodWish,
} from '@fermata/contracts/values';
import { orderEdits } from '../edits/order-edits.ts';
import { placeEdit } from '../edits/place-edit.ts';
import { pieceOf } from '../edits/score/piece-of.ts';
import { playersOf } from '../edits/score/players-of.ts';
import { tryEdit } from '../edits/try-edit.ts';
import { factsOf, INSTRUMENT_NAMES } from './words/instruments.ts';

/**
 * The list of wishes of an edited version: the earlier ones, and those of the note. An earlier wish whose subject an
 * edit has changed is `ignored`, with that edit as its reason, or honoured if the edit supplies it.
 */
export function editedUnderstanding(
  before: Understanding,
  recipe: Recipe,
  edits: readonly Edit[],
  note: Understanding,
): Understanding {
  const steps = stepsOf(recipe, edits);
  return joined(
    before.map((wish) => afterEdits(wish, recipe, steps)),
    note,
  );
}

/** A recipe after one edit and those before it. */
interface Step {
  readonly edit: Edit;
  readonly edited: Recipe;
}

/** In the order in which the edits apply: an edit may be possible only after one that is listed later. */
function stepsOf(recipe: Recipe, edits: readonly Edit[]): Step[] {
  let current = recipe;
  return orderEdits(recipe, edits).flatMap((edit) => {
    const { edited } = tryEdit(current, placeEdit(recipe, current, edit));
    if (edited === null) return [];
    current = edited;
    return [{ edit, edited }];
  });
}

function afterEdits(wish: UnderstoodWish, recipe: Recipe, steps: readonly Step[]): UnderstoodWish {
  const stateIn = (edited: Recipe): string => canonicalJson(stateOf(wish, edited, recipe));
  const states = [recipe, ...steps.map(({ edited }) => edited)].map(stateIn);
  const last = states.at(-1);
  if (last === states[0]) return withTimesAfter(wish, recipe, steps);
  // The last edit that changes it decides.
  const deciding = steps[states.findLastIndex((state) => state !== last)];
  const edited = steps.at(-1)?.edited;
  if (!deciding || !edited) return wish;
  if (wish.outcome !== 'impossible') return replaced(wish, deciding.edit);
  return isSupplied(wish, recipe, edited) ? supplied(wish, deciding.edit) : wish;
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

const supplied = (wish: UnderstoodWish, edit: Edit): UnderstoodWish => ({
  ...wish,
  outcome: 'honoured',
  reason: cleanText(`the edit “${describeEdit(edit)}” supplies it`, 300),
});

/** Whether a part or an instrument that could not play now does, or a part that could not leave has left. */
function isSupplied(wish: UnderstoodWish, recipe: Recipe, edited: Recipe): boolean {
  const part = partIn(wish.value);
  const plays = has(pieceOf(edited).parts, part);
  switch (wish.field) {
    case 'parts':
      return plays;
    case 'withoutParts':
      return part !== undefined && !plays;
    case 'instruments':
      return (
        instrumentState(wish.value, recipe).length === 0 &&
        instrumentState(wish.value, edited).some((state) => state !== 'may')
      );
    default:
      return false;
  }
}

/** Fields of wishes that may name a second. */
const TIMED: ReadonlySet<string> = new Set(['energy', 'energyCurve', 'hits', 'presence']);
const SECONDS = /(\d+(?:\.\d+)?) s\b/gu;
const BY_BARS = 'bars were cut or repeated for the length, so it may come at another time';

/** A wish that stays as it is, with the seconds of the edited version. */
function withTimesAfter(
  wish: UnderstoodWish,
  recipe: Recipe,
  steps: readonly Step[],
): UnderstoodWish {
  const { field, value, outcome, reason } = wish;
  const edited = steps.at(-1)?.edited;
  const isMet = outcome === 'honoured' || outcome === 'approximated';
  if (!edited || !isMet || !TIMED.has(field) || !`${value ?? ''} ${reason}`.match(SECONDS))
    return wish;
  const now = pieceOf(edited).durationSeconds;
  const scale = now / pieceOf(recipe).durationSeconds;
  if (steps.some(({ edit }) => edit.op === 'duration'))
    return {
      ...wish,
      outcome: 'approximated',
      reason: reason.includes(BY_BARS) ? reason : cleanText(`${reason}; ${BY_BARS}`, 300),
    };
  const moved = (text: string): string =>
    text.replace(SECONDS, (_, second: string) => `${round2(Number(second) * scale)} s`);
  return {
    ...wish,
    value: value === null ? null : moved(value),
    reason: cleanText(moved(reason), 300),
  };
}

const round2 = (x: number): number => Math.round(x * 100) / 100;

/**
 * What a recipe has of the subject of a wish; null for a subject that no edit changes. Times are those of the
 * composition, which a change of tempo or length keeps. `version`: the one whose seconds the wish has.
 */
function stateOf({ field, value }: UnderstoodWish, recipe: Recipe, version: Recipe): unknown {
  // A brief's plain wish for energy has the field of the overall energy.
  const found = EDIT_FIELDS.find((each) => each === (field === 'energy' ? 'energyCurve' : field));
  return found === undefined ? null : STATES[found]({ value, recipe, version });
}

interface Subject {
  readonly value: string | null;
  readonly recipe: Recipe;
  readonly version: Recipe;
}

const partsState = ({ value, recipe }: Subject): unknown => {
  const [part, { parts }] = [partIn(value), pieceOf(recipe)];
  return part === undefined ? parts : parts.includes(part);
};

const editsOfPart =
  (op: 'level' | 'presence') =>
  ({ value, recipe }: Subject): unknown => {
    const part = partIn(value);
    const own = (recipe.edits ?? []).filter((edit) => edit.op === op && edit.part === part);
    return [own, has(pieceOf(recipe).parts, part)];
  };

const STATES: Readonly<Record<EditField, (subject: Subject) => unknown>> = {
  tempoBpm: ({ recipe }) => pieceOf(recipe).tempoBpm,
  key: ({ recipe }) => pieceOf(recipe).key,
  durationSeconds: ({ recipe }) => pieceOf(recipe).durationSeconds,
  metre: ({ recipe }) => recipe.composition.metre ?? null,
  mood: ({ recipe }) => recipe.composition.mood,
  ending: ({ recipe }) => [recipe.composition.ending ?? 'final', pieceOf(recipe).fadeSeconds],
  fade: ({ recipe }) => pieceOf(recipe).fadeSeconds,
  energyCurve: ({ recipe }) => recipe.composition.energyCurve ?? null,
  hits: ({ value, recipe, version }) => hitsNear(value, recipe, version),
  master: ({ recipe }) => recipe.master.targetLufs,
  parts: partsState,
  withoutParts: partsState,
  levels: editsOfPart('level'),
  presence: editsOfPart('presence'),
  instruments: ({ value, recipe }) => instrumentState(value, recipe),
  // Another take meets the wish once.
  remake: () => null,
};

const partIn = (value: string | null): PartName | undefined =>
  PART_NAMES.find((part) => value?.split(' ')[0] === part);

const has = (parts: readonly PartName[], part: PartName | undefined): boolean =>
  part !== undefined && parts.includes(part);

/** The hits at the second that a wish names; all of them if it names none. */
function hitsNear(value: string | null, { composition }: Recipe, version: Recipe): unknown {
  const { hits = [] } = composition;
  const second = /^(\d+(?:\.\d+)?) s$/u.exec(value ?? '')?.[1];
  if (second === undefined) return hits;
  const scale = version.composition.durationSeconds / pieceOf(version).durationSeconds;
  return hits.filter((hit) => Math.abs(hit.second - Number(second) * scale) < 0.1);
}

/** The parts that play an instrument for certain, and those that may. */
function instrumentState(
  label: string | null,
  { composition, edits = [], ...recipe }: Recipe,
): string[] {
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
