import {
  cleanText,
  describeEdit,
  type Edit,
  Intent,
  MAX_INTENT_NOTES,
  type Recipe,
  type TextReaders,
  type Understanding,
} from '@fermata/contracts/values';
import { editRecipe } from '../edits/edit-recipe.ts';
import type { ImpossibleEdit } from '../edits/possible-edits.ts';
import { pieceOf } from '../edits/score/piece-of.ts';
import { editedFields } from './edited-fields.ts';
import { editedUnderstanding, joined } from './edited-understanding.ts';
import { joinedReaders } from './joined-readers.ts';
import { loopNote } from './loop-note.ts';

const MAX_REVIEWER_NOTES = 10;

/** Differences of the next version that nobody asked for: edits left out, another engine. */
export interface Departures {
  /** Edits of the decision that this version does not allow. */
  readonly leftOut?: readonly ImpossibleEdit[];
  /** The engines of the version before and of the next one, if they differ. */
  readonly engines?: { readonly before: string; readonly after: string };
}

/** A note in its own words, and what is understood of it, if it stands for the edits. */
export interface ReadNote {
  readonly text: string;
  readonly understanding?: Understanding;
  readonly readers?: TextReaders;
}

/** The intent of the next version: the one before, with the edits. */
export function editIntent(
  before: Intent,
  recipe: Recipe,
  edits: readonly Edit[],
  note: ReadNote,
  departures: Departures = {},
): Intent {
  const after = editRecipe(recipe, edits);
  const fields = editedFields(before, recipe, after, edits);
  return Intent.parse({
    ...before,
    ...fields,
    // The edits of the recipe have the times of its sections.
    sectionPresence: undefined,
    edits: [...edits],
    origins: {
      ...before.origins,
      ...Object.fromEntries(Object.keys(fields).map((field) => [field, 'reviewer-note'])),
    },
    notes: [
      ...before.notes,
      ...edits.map((edit) => cleanText(`${describeEdit(edit)}: as the reviewer asks`, 300)),
      ...(edits.some(({ op }) => op === 'tempo') ? aboutLoop(before, pieceOf(after).tempoBpm) : []),
      ...aboutLeftOut(departures),
      ...aboutEngines(departures),
    ].slice(-MAX_INTENT_NOTES),
    interpreter: readBy(before, note),
    understanding: editedUnderstanding(
      before.understanding ?? [],
      recipe,
      edits,
      note.understanding ?? [],
    ),
    reviewerNotes: withNote(before, note),
  });
}

function aboutLoop({ audioLoop, loopTempoBpm }: Intent, tempoBpm: number): string[] {
  if (!audioLoop || loopTempoBpm === undefined) return [];
  const note = loopNote({ bars: audioLoop.bars, tempoBpm: loopTempoBpm }, tempoBpm);
  return [note ?? 'loop: the piece has its tempo'];
}

/** Without edits the next version is another take of the same intent. */
export function anotherTake(before: Intent, note: ReadNote, departures: Departures = {}): Intent {
  const leftOut = aboutLeftOut(departures);
  const reason = leftOut.length > 0 ? 'no edit is possible' : 'the note names no edit';
  return Intent.parse({
    ...before,
    edits: undefined,
    notes: [...before.notes, ...leftOut, `${reason}: another take of the same intent`].slice(
      -MAX_INTENT_NOTES,
    ),
    interpreter: readBy(before, note),
    understanding: joined(before.understanding ?? [], note.understanding ?? []),
    reviewerNotes: withNote(before, note),
  });
}

/** With the models that read the note: a recall finds the version by them. */
const readBy = ({ interpreter }: Intent, { readers = {} }: ReadNote): Intent['interpreter'] => ({
  ...interpreter,
  ...joinedReaders(interpreter, readers),
});

const aboutLeftOut = ({ leftOut = [] }: Departures): string[] =>
  leftOut.map(({ edit, reason }) => cleanText(`left out, ${describeEdit(edit)}: ${reason}`, 300));

const aboutEngines = ({ engines }: Departures): string[] =>
  engines
    ? [
        cleanText(
          `the version before was made by engine ${engines.before}, this one by ${engines.after}: more than the ` +
            'edits may sound different',
          300,
        ),
      ]
    : [];

function withNote({ reviewerNotes }: Intent, { text: note }: ReadNote): unknown[] {
  const earlier: unknown[] = Array.isArray(reviewerNotes) ? reviewerNotes : [];
  return [...earlier, ...(note === '' ? [] : [cleanText(note, 1000)])].slice(-MAX_REVIEWER_NOTES);
}
