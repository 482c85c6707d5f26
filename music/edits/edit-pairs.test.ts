import { expect, it } from 'vitest';
import { Edit, type EditOp, type PartName, Recipe, type Score } from '@fermata/contracts/values';
import { writePartMidi } from '../compose/write-midi.ts';
import { editIssue } from './edit-issue.ts';
import { editRecipe } from './edit-recipe.ts';
import { pieceOf } from './score/piece-of.ts';
import { recipeOf, scoreOf } from './testing/composed.ts';
import {
  ALL_EDIT_SAMPLES,
  EDIT_PAIRS,
  EDIT_SAMPLES,
  type EditSample,
  SAMPLE_BRIEF,
} from './testing/edit-samples.ts';

const SAMPLE_RECIPE = recipeOf(SAMPLE_BRIEF);

/** They scale or move every part, and change no part otherwise. */
const OF_ALL_PARTS: readonly EditOp[] = ['tempo', 'duration', 'transpose', 'key'];

const namesOf = ({ parts }: Pick<Score, 'parts'>): PartName[] => parts.map(({ name }) => name);
const midiOf = (score: Score, name: PartName): string =>
  Buffer.from(writePartMidi(score, name)).toString('hex');
const nameOf = (...samples: readonly EditSample[]): string =>
  samples.map(({ edit }) => JSON.stringify(edit)).join(', then ');

/** Of many pairs the scores without the edits of parts are the same. */
const scores = new Map<string, Score>();
function scoreWith(edits: readonly Edit[]): Score {
  const key = JSON.stringify(edits);
  const score =
    scores.get(key) ??
    scoreOf(edits.reduce((version, edit) => editRecipe(version, [edit]), SAMPLE_RECIPE));
  scores.set(key, score);
  return score;
}

/** The samples one after the other; null if one is impossible after those before. */
function edited(samples: readonly EditSample[]): Recipe | null {
  let recipe = SAMPLE_RECIPE;
  for (const { edit } of samples) {
    if (editIssue(recipe, edit) !== null) return null;
    recipe = editRecipe(recipe, [edit]);
  }
  return Recipe.parse(recipe);
}

/** What the edits of a version must leave as it is. */
function expectOnlyNamed(samples: readonly EditSample[], recipe: Recipe): void {
  const fields = new Set<string>(samples.flatMap((each) => each.fields));
  const unnamed = ({ composition }: Recipe) =>
    Object.entries(composition).filter(([name, value]) => !fields.has(name) && value !== undefined);
  const about = nameOf(...samples);
  expect(unnamed(recipe), about).toEqual(unnamed(SAMPLE_RECIPE));
  const { composition: _composition, edits: _edits, master, ...rest } = recipe;
  expect(rest, about).toEqual(
    Object.fromEntries(Object.entries(SAMPLE_RECIPE).filter(([name]) => name in rest)),
  );
  if (samples.every(({ edit }) => edit.op !== 'master'))
    expect(master, about).toEqual(SAMPLE_RECIPE.master);

  const score = scoreOf(recipe);
  const piece = pieceOf(recipe);
  expect(score.durationSeconds, about).toBeCloseTo(piece.durationSeconds, 3);
  expect(score.key, about).toEqual(piece.key);
  expect(new Set(namesOf(score)), about).toEqual(new Set(piece.parts));
  // Without the edits of single parts, all other parts sound the same.
  const isOfAll = ({ edit, parts }: EditSample): boolean =>
    parts === 'all' || OF_ALL_PARTS.includes(edit.op);
  const common = scoreWith(samples.filter(isOfAll).map(({ edit }) => edit));
  const named = samples.flatMap(({ parts }) => (parts === 'all' ? [] : parts));
  for (const name of namesOf(score))
    if (!named.includes(name)) expect(midiOf(score, name), about).toBe(midiOf(common, name));
}

it('has a sample of every kind of edit', () => {
  const kinds = Edit.options.map(({ shape }) => shape.op.value);
  expect(Object.keys(EDIT_SAMPLES).sort()).toEqual([...kinds].sort());
});

it.each(ALL_EDIT_SAMPLES.map((sample) => [nameOf(sample), sample] as const))(
  '%s is possible, and changes only what it names',
  (_, sample) => {
    const recipe = edited([sample]);
    if (!recipe) throw new Error(editIssue(SAMPLE_RECIPE, sample.edit) ?? '');
    expectOnlyNamed([sample], recipe);
  },
);

it('any two edits change only what they name', () => {
  const possible = EDIT_PAIRS.flatMap((pair) => {
    const recipe = edited(pair);
    return recipe ? [[pair, recipe] as const] : [];
  });
  for (const [pair, recipe] of possible) expectOnlyNamed(pair, recipe);
  // What is impossible after another edit is about the same part, or about a time or an end that is no longer there.
  expect(possible.length).toBeGreaterThan(0.9 * EDIT_PAIRS.length);
  for (const sample of ALL_EDIT_SAMPLES)
    expect(
      possible.filter(([pair]) => pair.includes(sample)).length,
      nameOf(sample),
    ).toBeGreaterThan(1.5 * ALL_EDIT_SAMPLES.length);
}, 120_000);

it('another take of a section leaves the notes of the others', () => {
  const before = scoreWith([]);
  const after = scoreOf(SAMPLE_RECIPE, { op: 'remake', section: 1 });
  const bar = (before.beatsPerBar * 60) / before.tempoBpm;
  const [, remade] = before.sections;
  if (!remade) throw new Error('no section 1');
  const [from, to] = [remade.startBar * bar, (remade.startBar + remade.bars) * bar];
  const outside = (score: Score) =>
    score.parts.map(({ name, notes }) => [
      name,
      notes.filter(({ start }) => start < from - 0.5 * bar || start >= to),
    ]);
  expect(outside(after)).toEqual(outside(before));
});
