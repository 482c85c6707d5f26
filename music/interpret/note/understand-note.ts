import {
  describeEdit,
  type Edit,
  EDIT_KINDS,
  Edits,
  MAX_WISHES,
  type Recipe,
  type TextReaders,
  type Understanding,
  type UnderstoodWish,
} from '@fermata/contracts/values';
import { type ImpossibleEdit, possibleEdits } from '../../edits/possible-edits.ts';
import { pieceOf } from '../../edits/score/piece-of.ts';
import { approximated, type Explanation, ignored, impossible } from '../explain/explanation.ts';
import type { Item } from '../reading/item.ts';
import type { Wish } from '../reading/wish.ts';
import type { Change } from '../words/change-words.ts';
import { isNotEnough } from './negation.ts';
import { type NoteAnswer, type NotedPiece, type NotedScore, said } from './note-answer.ts';
import { changesOf, type Clause, hasChange, isUnknown, moodsOf } from './note-clause.ts';
import { readNote } from './read-note.ts';
import { ruleImpossible, ruleKeep } from './rule-impossible.ts';
import { OF_IMPOSSIBLE, RULES } from './rules.ts';
import { spanOf } from './time-of.ts';
import { contentOf, isPlaceWord, isTimeWord, unusedItems } from './unused-items.ts';

export interface NoteUnderstanding extends Readonly<TextReaders> {
  readonly edits: Edit[];
  readonly understanding: Understanding;
}

/**
 * The edits that a note asks for, by its words and grammar, in any of the languages of briefs. Every wish of the note
 * has an entry: what is not understood is `ignored`, and what this version does not allow `impossible`. Never throws on
 * free text.
 */
export function understandNote(
  note: string,
  { recipe, score }: { readonly recipe: Recipe; readonly score?: NotedScore },
): NoteUnderstanding {
  const { text, clauses, people } = readNote(note);
  const about = { recipe, piece: pieceOf(recipe), ...(score ? { score } : {}) };
  const answered = clauses.map((clause) => ({ clause, ...answersTo(clause, about) }));
  const made = makeEdits(
    about,
    answered.flatMap(({ answers }) => answers.flatMap(({ edits }) => edits)),
  );
  const wishes = answered.flatMap(({ clause, answers, unused }): PlacedWish[] => {
    const missed = notUnderstood(text, clause, unused);
    if (answers.length === 0) return missed;
    const { quote, start } = quoteOf(text, clause);
    return [...answers.map((answer) => ({ quote, start, ...fateOf(answer, made) })), ...missed];
  });
  const names = people.map((person) => ({
    quote: text.slice(person.start, person.end),
    start: person.start,
    ...impossible('person', nameOf(person), 'nobody is imitated; say how it should sound'),
  }));
  const all = [...wishes, ...names].sort((a, b) => a.start - b.start);
  return { edits: [...made.possible], understanding: listOf(text, all) };
}

type PlacedWish = UnderstoodWish & { readonly start: number };

/** "Adele" in "in the style of Adele": titles are compared with the name. */
const nameOf = ({ contents }: Wish): string | null =>
  contents.flatMap((content) => (content.kind === 'person' ? [content.name ?? null] : []))[0] ??
  null;

interface MadeEdits {
  readonly possible: readonly Edit[];
  readonly impossible: readonly ImpossibleEdit[];
}

/** The edits of a note that one version takes, and the others, without those that a later one replaces. */
function makeEdits({ recipe, score }: NotedPiece, wanted: readonly Edit[]): MadeEdits {
  const fitting: Edit[] = [];
  const others: ImpossibleEdit[] = [];
  for (const edit of lastOfEach(wanted))
    if (Edits.safeParse([...fitting, edit]).success) fitting.push(edit);
    else others.push({ edit, reason: 'the note asks for more edits than one version takes' });
  const tried = possibleEdits(recipe, fitting, score?.sections.length);
  return { possible: tried.possible, impossible: [...tried.impossible, ...others] };
}

/** What becomes of an answer: it is met if all of its edits are made, and approximated if some are. */
function fateOf({ edits, wish }: NoteAnswer, made: MadeEdits): Explanation {
  if (edits.every((edit) => made.possible.includes(edit))) return wish;
  const unfit = made.impossible.find(({ edit }) => edits.includes(edit));
  if (!unfit) return approximated(wish.field, wish.value, 'a later wish of the note decides');
  return edits.some((edit) => made.possible.includes(edit))
    ? approximated(
        wish.field,
        wish.value,
        `only a part of it is made, without “${describeEdit(unfit.edit)}”: ${unfit.reason}`,
      )
    : impossible(wish.field, wish.value, unfit.reason);
}

/** Of two tempos the later one counts, as of all edits that replace each other. */
export const lastOfEach = (edits: readonly Edit[]): Edit[] =>
  edits.filter(
    (edit, at) =>
      !EDIT_KINDS[edit.op].replaces || !edits.slice(at + 1).some((later) => later.op === edit.op),
  );

interface Answered {
  readonly answers: readonly NoteAnswer[];
  /** The words that no answer is about. */
  readonly unused: readonly Item[];
}

function answersTo(clause: Clause, about: NotedPiece): Answered {
  const impossibles = ruleImpossible(clause, about);
  if (impossibles.length > 0) {
    // "sung by somebody": the quote of an impossible wish has the words around it.
    const isTold = impossibles.every(({ wish }) => wish.outcome === 'impossible');
    const unused = unusedItems(clause, about, [OF_IMPOSSIBLE]).filter(
      (item) => !(isTold && isUnknown(item)),
    );
    return { answers: impossibles, unused };
  }
  const found = RULES.flatMap(({ rule, uses }) => {
    const answers = rule(clause, about);
    return answers.length > 0 ? [{ answers, uses }] : [];
  });
  const isKept = hasChange(clause, 'keep') || isEnough(clause);
  if (isKept && (found.length === 0 || !asksForMore(clause))) {
    const kept = ruleKeep(clause, about);
    if (kept.length > 0) return { answers: kept, unused: clause.items.filter(isUnknown) };
  }
  if (found.length === 0) return { answers: [], unused: contentOf(clause) };
  const hasTime = unusedItems(
    clause,
    about,
    found.map(({ uses }) => uses),
  ).some(isTimeWord);
  const answers = found.flatMap(({ answers: own }) =>
    own.map((answer) => forWholeOnly(answer, clause, about, hasTime)),
  );
  const isPlaced = answers.some(({ wish }) => wish.reason === WHOLE_ONLY);
  const used = [
    ...found.map(({ uses }) => uses),
    ...(isPlaced ? [{ times: 'both' as const }] : []),
  ];
  return { answers, unused: unusedItems(clause, about, used) };
}

/** "it is fast enough" */
const isEnough = (clause: Clause): boolean => hasChange(clause, 'enough') && !isNotEnough(clause);

const WHOLE_ONLY = 'it changes for the whole piece, and not for a part of its time';

/** "slow down at the end", "the intro is too long": impossible, and not a change of the whole. */
function forWholeOnly(
  answer: NoteAnswer,
  clause: Clause,
  about: NotedPiece,
  hasTime: boolean,
): NoteAnswer {
  const { edits, wish } = answer;
  if (edits.length === 0 || !edits.every(({ op }) => EDIT_KINDS[op].isWhole)) return answer;
  const hasPlace = hasTime || clause.items.some(isPlaceWord);
  const isLength = edits.some(({ op }) => op === 'duration');
  return hasPlace || (!isLength && spanOf(clause, about) !== undefined)
    ? said(impossible(wish.field, null, WHOLE_ONLY))
    : answer;
}

/** "keep it at 90 bpm", "I like it slower", and not "keep it slow", "keep the energy". */
const asksForMore = (clause: Clause): boolean =>
  clause.keys.length > 0 ||
  (moodsOf(clause).length > 0 && !isEnough(clause)) ||
  clause.items.some(
    (item) =>
      item.number !== undefined ||
      item.clockSeconds !== undefined ||
      changesOf(item).some((change) => BESIDE_KEEP.has(change)),
  );

const BESIDE_KEEP: ReadonlySet<Change> = new Set([
  ...(['slower', 'faster', 'louder', 'quieter', 'softer', 'higher', 'lower'] as const),
  ...(['longer', 'shorter', 'again', 'remove', 'energyUp', 'energyDown', 'double'] as const),
  ...(['halve', 'fadeIn'] as const),
]);

/** From the first word of a clause that says something to the last. */
function quoteOf(text: string, clause: Clause): { quote: string; start: number } {
  const { items, keys, replaced, replacedKeys } = clause;
  const edges = [...items.filter((item) => !isPlain(item)), ...keys, ...replaced, ...replacedKeys];
  const own = edges.length > 0 ? edges : [...items, ...keys];
  const start = Math.min(...own.map((each) => each.start));
  const end = Math.max(...own.map((each) => each.end));
  return { quote: text.slice(start, end), start };
}

const isPlain = (item: Item): boolean =>
  item.number === undefined &&
  item.clockSeconds === undefined &&
  item.meanings.length > 0 &&
  item.meanings.every(({ kind }) => kind === 'plain');

/** Words that stand together are quoted together. */
function notUnderstood(text: string, { items }: Clause, missed: readonly Item[]): PlacedWish[] {
  const runs: { from: number; start: number; end: number }[] = [];
  for (const item of missed) {
    const at = items.indexOf(item);
    const last = runs.at(-1);
    if (last && at === last.from + 1) runs[runs.length - 1] = { ...last, from: at, end: item.end };
    else runs.push({ from: at, start: item.start, end: item.end });
  }
  return runs.map(({ start, end }) => ({
    quote: text.slice(start, end),
    start,
    ...ignored('text', null, 'this is not understood as an edit'),
  }));
}

function listOf(text: string, all: readonly PlacedWish[]): Understanding {
  const listed = all.map(({ start: _, ...wish }) => wish);
  const rest = all[MAX_WISHES - 1];
  if (listed.length <= MAX_WISHES || !rest) return listed;
  return [
    ...listed.slice(0, MAX_WISHES - 1),
    {
      quote: text.slice(rest.start, rest.start + 4000),
      ...ignored('text', null, 'the note has more wishes than can be listed'),
    },
  ];
}
