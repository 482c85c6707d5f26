import {
  cleanText,
  describeEdit,
  type Edit,
  EDIT_KINDS,
  type InterpreterModel,
  MAX_WISHES,
  type Recipe,
  type UnderstoodWish,
} from '@fermata/contracts/values';
import { possibleEdits } from '../../edits/possible-edits.ts';
import { honoured, impossible } from '../explain/explanation.ts';
import { hasNegation } from './negation.ts';
import type { NotedScore } from './note-answer.ts';
import { readNote } from './read-note.ts';
import { lastOfEach, type NoteUnderstanding } from './understand-note.ts';

/** An edit that a model reads in a part of a note. */
export interface QuotedEdit {
  readonly start: number;
  readonly end: number;
  readonly edit: Edit;
}

export interface ModelNote {
  readonly model: InterpreterModel;
  readonly edits: readonly QuotedEdit[];
}

/** Words of a note that the grammar does not understand. */
export const isUnreadWish = ({ outcome, field }: UnderstoodWish): boolean =>
  outcome === 'ignored' && field === 'text';

type Span = Pick<QuotedEdit, 'start' | 'end'>;
type PlacedWish = Span & { readonly wish: UnderstoodWish };

/**
 * Adds the edits that a model reads in words which the grammar does not understand. The grammar's edits stay as they
 * are: no edit of the model changes what they change, what a negation excludes, or a part that is to stay as it is.
 */
export function addEdits(
  note: string,
  { recipe, score }: { readonly recipe: Recipe; readonly score?: NotedScore },
  before: NoteUnderstanding,
  { model, edits: read }: ModelNote,
): NoteUnderstanding {
  const placed = placesOf(note, before.understanding);
  const negated = negatedSpans(note);
  const fits = read.filter(
    (each) =>
      isUnread(each, placed) &&
      !(negated.some((span) => overlap(span, each)) && !takesAway(each.edit)) &&
      !(EDIT_KINDS[each.edit.op].replaces && before.edits.some(({ op }) => op === each.edit.op)) &&
      !isKept(each.edit, before),
  );
  const wanted = fits.map(({ edit }) => edit);
  const made = possibleEdits(
    recipe,
    lastOfEach([...before.edits, ...wanted]),
    score?.sections.length,
  );
  const added = fits.flatMap(({ start, end, edit }): PlacedWish[] => {
    const told = describeEdit(edit);
    const { field } = EDIT_KINDS[edit.op];
    const unfit = made.impossible.find((each) => each.edit === edit);
    if (!unfit && !made.possible.includes(edit)) return [];
    const explained = unfit ? impossible(field, told, unfit.reason) : honoured(field, told, told);
    const reason = cleanText(`${explained.reason}; understood by meaning (${model.name})`, 300);
    return [{ start, end, wish: { quote: note.slice(start, end), ...explained, reason } }];
  });
  if (added.length === 0) return before;
  const all = [...placed.flatMap((each) => withoutSpans(note, each, added)), ...added].sort(
    (a, b) => a.start - b.start,
  );
  return {
    edits: made.possible,
    understanding: all.slice(0, MAX_WISHES).map(({ wish }) => wish),
    models: [model],
  };
}

/** The wishes at their places. They stand in the order of the note; several may be about the same words. */
function placesOf(note: string, understanding: readonly UnderstoodWish[]): PlacedWish[] {
  let from = 0;
  let last: UnderstoodWish | undefined;
  return understanding.map((wish) => {
    const isNext = last && isUnreadWish(wish) && last.quote === wish.quote;
    const start = Math.max(note.indexOf(wish.quote, isNext ? from + 1 : from), from);
    [from, last] = [start, wish];
    return { start, end: start + wish.quote.length, wish };
  });
}

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** Within words that nobody understood, or around some, and about no word that has an entry of its own. */
function isUnread(span: Span, placed: readonly PlacedWish[]): boolean {
  const unread = placed.filter(({ wish }) => isUnreadWish(wish));
  if (unread.some(({ start, end }) => start <= span.start && span.end <= end)) return true;
  return (
    unread.some((each) => overlap(each, span)) &&
    !placed.some((each) => !isUnreadWish(each.wish) && overlap(each, span))
  );
}

/** The clauses with a negation: "no glitter on the drums". */
const negatedSpans = (note: string): Span[] =>
  readNote(note)
    .clauses.filter(hasNegation)
    .map(({ items, keys }) => ({
      start: Math.min(...[...items, ...keys].map(({ start }) => start)),
      end: Math.max(...[...items, ...keys].map(({ end }) => end)),
    }));

/** What "no …" may ask for. */
const takesAway = (edit: Edit): boolean =>
  edit.op === 'remove' ||
  (edit.op === 'level' && edit.db < 0) ||
  (edit.op === 'presence' && !edit.present) ||
  (edit.op === 'fade' && edit.seconds === 0);

/** The note names the part of this edit, and asks for no change of it. */
const isKept = (edit: Edit, { edits, understanding }: NoteUnderstanding): boolean =>
  'part' in edit &&
  edit.part !== undefined &&
  !edits.some((each) => 'part' in each && each.part === edit.part) &&
  understanding.some(({ outcome, value }) => outcome === 'honoured' && value === edit.part);

/** Words that now have an entry leave the one that said that they are not understood. */
function withoutSpans(note: string, placed: PlacedWish, spans: readonly Span[]): PlacedWish[] {
  if (!isUnreadWish(placed.wish)) return [placed];
  let rest: Span[] = [placed];
  for (const span of spans)
    rest = rest.flatMap((each) =>
      overlap(each, span)
        ? [
            { start: each.start, end: Math.min(each.end, span.start) },
            { start: Math.max(each.start, span.end), end: each.end },
          ]
        : [each],
    );
  return rest.flatMap(({ start, end }) => {
    const words = note.slice(start, Math.max(start, end));
    const quote = words.trim();
    if (!/[\p{L}\p{N}]/u.test(quote)) return [];
    const from = start + words.indexOf(quote);
    return [{ start: from, end: from + quote.length, wish: { ...placed.wish, quote } }];
  });
}
