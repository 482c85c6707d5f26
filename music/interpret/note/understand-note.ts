import {
  type Edit,
  type EditOp,
  MAX_EDITS,
  MAX_WISHES,
  type Recipe,
  type Understanding,
  type UnderstoodWish,
} from '@fermata/contracts/values';
import { editIssue } from '../../edits/edit-issue.ts';
import { editRecipe } from '../../edits/edit-recipe.ts';
import { pieceOf } from '../../edits/score/piece-of.ts';
import { approximated, type Explanation, ignored, impossible } from '../explain/explanation.ts';
import { type Item, wishesOf } from '../reading/item.ts';
import type { Change } from '../words/change-words.ts';
import type { NoteAnswer, NotedScore, NoteRule } from './note-answer.ts';
import { changesOf, type Clause } from './note-clause.ts';
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
}

/** A rule of the first list that answers ends the clause. */
const ALONE: readonly NoteRule[] = [ruleImpossible, ruleKeep];
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
  let edited = recipe;
  const made: { edit: Edit; wish: Explanation }[] = [];
  const accept = ({ edits: wanted, wish }: NoteAnswer): Explanation => {
    const issues: string[] = [];
    for (const edit of wanted) {
      const issue = editIssue(edited, edit, score?.sections.length);
      if (issue !== null) issues.push(issue);
      else if (edits.length < MAX_EDITS) {
        edits.push(edit);
        made.push({ edit, wish });
        edited = editRecipe(edited, [edit]);
      }
    }
    const [issue] = issues;
    return issue !== undefined && issues.length === wanted.length
      ? impossible(wish.field, wish.value, issue)
      : wish;
  };
  const wishes = clauses.flatMap((clause): (UnderstoodWish & { start: number })[] => {
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
  const kept = lastOfEach(edits);
  const replaced = new Set(
    made.filter(({ edit }) => !kept.includes(edit)).map(({ wish }) => wish.reason),
  );
  const said = wishes.map((wish) =>
    replaced.has(wish.reason)
      ? { ...wish, ...approximated(wish.field, wish.value, 'a later wish of the note decides') }
      : wish,
  );
  const all = [...said, ...names].sort((a, b) => a.start - b.start);
  return { edits: kept, understanding: listOf(text, all) };
}

/** Of two tempos the later one counts, as of all edits that replace each other. */
const REPLACING: ReadonlySet<EditOp> = new Set([
  ...(['tempo', 'key', 'duration', 'metre', 'mood', 'fade', 'ending', 'master', 'energy'] as const),
]);

const lastOfEach = (edits: readonly Edit[]): Edit[] =>
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
  return { answers: TOGETHER.flatMap((rule) => rule(clause, about)), isAlone: false };
}

const isUnknown = (item: Item): boolean =>
  item.meanings.length === 0 && item.number === undefined && item.clockSeconds === undefined;

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
function notUnderstood(
  text: string,
  { items }: Clause,
  missed: readonly Item[],
): (UnderstoodWish & { start: number })[] {
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

function listOf(text: string, all: readonly (UnderstoodWish & { start: number })[]): Understanding {
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
