import { describe, expect, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { editRecipe } from '../../edits/edit-recipe.ts';
import { recipeOf, scoreOf } from '../../edits/testing/composed.ts';
import { understandNote } from './understand-note.ts';

const recipe = recipeOf({ text: 'happy lo-fi' });
const about = { recipe, score: scoreOf(recipe) };

describe('only the parts that are named play', () => {
  const others = (...staying: string[]): Edit[] =>
    recipe.composition.parts.flatMap((part) =>
      staying.includes(part) ? [] : [{ op: 'remove', part }],
    );

  test('nothing leaves for an instrument that no part can play', () => {
    const { edits, understanding } = understandNote('only the flute', about);
    expect(edits).toEqual([]);
    expect(understanding).toMatchObject([{ outcome: 'impossible', value: 'flute' }]);
  });

  test('an instrument that cannot play beside a part is told', () => {
    const { edits, understanding } = understandNote('only drums and flute', about);
    expect(edits).toEqual(others('drums'));
    expect(understanding).toMatchObject([
      { outcome: 'impossible', value: 'flute' },
      { outcome: 'honoured', value: 'drums' },
    ]);
  });

  test('a part that does not play yet joins', () => {
    const without = recipeOf({ text: 'happy lo-fi', withoutParts: ['pad'] });
    const { edits } = understandNote('only pad and drums', { recipe: without });
    expect(edits).toEqual([{ op: 'add', part: 'pad' }, ...others('drums', 'pad')]);
  });
});

test('a wish of which only a part can be made is approximated, with the reason', () => {
  const cut = editRecipe(recipe, [{ op: 'duration', seconds: 30 }]);
  const { edits, understanding } = understandNote('bring the lead in at 0:08', { recipe: cut });
  expect(edits).toEqual([
    { op: 'presence', part: 'lead', fromSecond: 0, toSecond: 8, present: false },
  ]);
  expect(understanding).toMatchObject([
    {
      outcome: 'approximated',
      reason: expect.stringContaining('bars were cut or repeated') as string,
    },
  ]);
});

test('a time after the end is one of the next version', () => {
  const silent = { op: 'presence', part: 'drums', fromSecond: 45, present: false };
  const { edits, understanding } = understandNote(
    'no drums from 0:45, and make it 60 seconds',
    about,
  );
  expect(edits).toEqual([silent, { op: 'duration', seconds: 60 }]);
  expect(understanding.map(({ outcome }) => outcome)).toEqual(['honoured', 'honoured']);
  expect(understandNote('no drums from 0:45', about)).toMatchObject({
    edits: [],
    understanding: [{ outcome: 'impossible', reason: 'it ends before, at 40 s' }],
  });
});

test('a name is told without the words around it', () => {
  expect(understandNote('slower, in the style of Adele', about).understanding).toContainEqual(
    expect.objectContaining({ field: 'person', quote: 'in the style of Adele', value: 'adele' }),
  );
});
