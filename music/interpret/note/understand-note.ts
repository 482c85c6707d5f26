import {
  type Edit,
  type EditOp,
  Edits,
  type InterpreterModel,
  MAX_WISHES,
  type Recipe,
  type Understanding,
  type UnderstoodWish,
} from '@fermata/contracts/values';
import { possibleEdits } from '../../edits/possible-edits.ts';
import { pieceOf } from '../../edits/score/piece-of.ts';
import { tryEdit } from '../../edits/try-edit.ts';
import { approximated, type Explanation, ignored, impossible } from '../explain/explanation.ts';
import { type Item, wishesOf } from '../reading/item.ts';
import type { Change } from '../words/change-words.ts';
import type { NoteAnswer, NotedScore, NoteRule } from './note-answer.ts';
import { changesOf, type Clause, hasChange, isUnknown, moodsOf } from './note-clause.ts';
import { readNote } from './read-note.ts';
import {
  ruleEnding,
  ruleEnergy,
  ruleHit,
  ruleLoudness,
  ruleMetre,
  ruleMood,
} from './rule-character.ts';
import { ruleImpossible, ruleKeep, ruleStyle } from './rule-impossible.ts';
import { ruleLength } from './rule-length.ts';
import { ruleInstrument, ruleParts } from './rule-parts.ts';
import { ruleKey, ruleTranspose } from './rule-pitch.ts';
import { ruleRemake } from './rule-remake.ts';
import { ruleTempo } from './rule-tempo.ts';

export interface NoteUnderstanding {
  readonly edits: Edit[];
  readonly understanding: Understanding;
  /** Models that understood a part of the note. */
  readonly models?: InterpreterModel[];
}

/** A rule of the first list that answers ends the clause. */
const ALONE: readonly NoteRule[] = [ruleImpossible];
const TOGETHER: readonly NoteRule[] = [
  ...[ruleTempo, ruleKey, ruleTranspose, ruleMetre, ruleLoudness, ruleLength, ruleEnding],
  ...[ruleInstrument, ruleParts, ruleRemake, ruleHit, ruleEnergy, ruleMood, ruleStyle],
];

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
  const edits: Edit[] = [];
  let current = recipe;
  const accept = ({ edits: wanted, wish }: NoteAnswer): Accepted => {
    const issues: string[] = [];
    const made: Edit[] = [];
    for (const edit of wanted) {
      const { edited, reason } = tryEdit(current, edit, score?.sections.length);
      if (edited === null) issues.push(reason);
      else if (!Edits.safeParse([...edits, edit]).success)
        issues.push('the note asks for more edits than one version takes');
      else {
        edits.push(edit);
        made.push(edit);
        current = edited;
      }
    }
    const [issue] = issues;
    return issue !== undefined && issues.length === wanted.length
      ? { ...impossible(wish.field, wish.value, issue), made }
      : { ...wish, made };
  };
  const wishes = clauses.flatMap((clause): PlacedWish[] => {
    const { answers, isAlone } = answersTo(clause, about);
    if (answers.length === 0) return notUnderstood(text, clause, contentOf(clause));
    const { quote, start } = quoteOf(text, clause);
    return [
      ...answers.map((answer) => ({ quote, start, ...accept(answer) })),
      ...(isAlone ? [] : notUnderstood(text, clause, clause.items.filter(isUnknown))),
    ];
  });
  const names = people.map(({ start, end }) => ({
    quote: text.slice(start, end),
    start,
    ...impossible('person', null, 'nobody is imitated; say how it should sound'),
  }));
  // An edit may have been possible only after one that a later wish replaces.
  const kept = possibleEdits(recipe, lastOfEach(edits), score?.sections.length);
  const said = wishes.map((wish) => {
    const { made = [], field, value } = wish;
    if (made.length === 0 || made.some((edit) => kept.possible.includes(edit))) return wish;
    const unfit = kept.impossible.find(({ edit }) => made.includes(edit));
    const fate = unfit
      ? impossible(field, value, unfit.reason)
      : approximated(field, value, 'a later wish of the note decides');
    return { ...wish, ...fate };
  });
  const all = [...said, ...names].sort((a, b) => a.start - b.start);
  return { edits: kept.possible, understanding: listOf(text, all) };
}

/** `made`: its edits. */
type Accepted = Explanation & { readonly made: readonly Edit[] };
type PlacedWish = UnderstoodWish & { readonly start: number; readonly made?: readonly Edit[] };

/** Of two tempos the later one counts, as of all edits that replace each other. */
export const REPLACING: ReadonlySet<EditOp> = new Set([
  ...(['tempo', 'key', 'duration', 'metre', 'mood', 'fade', 'ending', 'master', 'energy'] as const),
]);

export const lastOfEach = (edits: readonly Edit[]): Edit[] =>
  edits.filter(
    (edit, at) =>
      !REPLACING.has(edit.op) || !edits.slice(at + 1).some((later) => later.op === edit.op),
  );

/** `isAlone`: the answer is about every word of the clause. */
function answersTo(
  clause: Clause,
  about: Parameters<NoteRule>[1],
): { answers: readonly NoteAnswer[]; isAlone: boolean } {
  for (const rule of ALONE) {
    const answers = rule(clause, about);
    if (answers.length > 0) return { answers, isAlone: true };
  }
  const answers = TOGETHER.flatMap((rule) => rule(clause, about));
  if (hasChange(clause, 'keep') && (answers.length === 0 || !asksForMore(clause))) {
    const kept = ruleKeep(clause, about);
    if (kept.length > 0) return { answers: kept, isAlone: true };
  }
  return { answers, isAlone: false };
}

/** "keep it at 90 bpm", "I like it slower", and not "keep it slow", "keep the energy". */
const asksForMore = (clause: Clause): boolean =>
  clause.keys.length > 0 ||
  moodsOf(clause).length > 0 ||
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

/** Alone they name no change. */
const SAYS_NOTHING: ReadonlySet<Change> = new Set([
  'verb',
  'to',
  'by',
  'bit',
  'much',
  'all',
  'only',
]);

/** A plain word says nothing by itself. */
const isContent = (item: Item): boolean =>
  isUnknown(item) ||
  item.number !== undefined ||
  item.clockSeconds !== undefined ||
  (changesOf(item).some((change) => !SAYS_NOTHING.has(change)) &&
    !item.meanings.some(({ kind }) => kind === 'plain')) ||
  wishesOf(item).length > 0;

const contentOf = ({ items }: Clause): Item[] => items.filter(isContent);

/** From the first word of a clause that says something to the last. */
function quoteOf(text: string, clause: Clause): { quote: string; start: number } {
  const { items, keys } = clause;
  const edges = [...items.filter((item) => !isPlain(item)), ...keys];
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
  const listed = all.map(({ start: _, made: __, ...wish }) => wish);
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
