import { describe, expect, test } from 'vitest';
import { Brief, type Edit } from '@fermata/contracts/values';
import { editRecipe } from '../edits/edit-recipe.ts';
import { recipeOf } from '../edits/testing/composed.ts';
import { editIntent } from './edit-intent.ts';
import { interpretBrief } from './interpret-brief.ts';
import { understandNote } from './note/understand-note.ts';

const text =
  'calm lo-fi like Daft Punk, 80 bpm, no lead, quiet drums, no bass in the first 10 seconds, with a singer';
const brief = { text, durationSeconds: 40, seed: 7 };
const first = interpretBrief(Brief.parse(brief));
const recipe = recipeOf(brief);

const listAfter = (edits: readonly Edit[], note = '') =>
  editIntent(first, recipe, edits, {
    text: note,
    ...(note === '' ? {} : { understanding: understandNote(note, { recipe }).understanding }),
  }).understanding ?? [];
const outcomesAfter = (...edits: Edit[]) =>
  Object.fromEntries(listAfter(edits).map(({ quote, outcome }) => [quote, outcome]));
const before = Object.fromEntries(
  (first.understanding ?? []).map(({ quote, outcome }) => [quote, outcome]),
);

test.each<[Edit, string]>([
  [{ op: 'tempo', bpm: 100 }, '80 bpm'],
  [{ op: 'mood', mood: 'dark' }, 'calm'],
  [{ op: 'add', part: 'lead' }, 'no lead'],
  [{ op: 'level', part: 'drums', db: 3 }, 'quiet drums'],
  [
    { op: 'presence', part: 'bass', fromSecond: 0, present: true },
    'no bass in the first 10 seconds',
  ],
  [{ op: 'remove', part: 'drums' }, 'quiet drums'],
])('a wish that %j changes is no longer listed as met', (edit, quote) => {
  expect(before[quote]).toBe('honoured');
  const changed = Object.entries(outcomesAfter(edit)).filter(
    ([name, outcome]) => before[name] !== outcome,
  );
  expect(changed.map(([name]) => name)).toContain(quote);
  expect(listAfter([edit]).find((wish) => wish.quote === quote)).toMatchObject({
    outcome: 'ignored',
    reason: expect.stringMatching(/^replaced by the edit “/u),
  });
});

test('wishes that no edit touches stay as they were', () => {
  const { '80 bpm': _, ...others } = before;
  expect(outcomesAfter({ op: 'tempo', bpm: 100 })).toMatchObject(others);
  expect(outcomesAfter({ op: 'remake', part: 'bass' })).toEqual(before);
  expect(outcomesAfter({ op: 'tempo', bpm: 80 })).toEqual(before);
});

describe('wishes for a time', () => {
  const timed = {
    text: 'energetic techno, drop at 0:20, no bass in the first 10 s',
    ...{ durationSeconds: 60, tempoBpm: 130, seed: 7 },
  };
  const intent = interpretBrief(Brief.parse(timed));
  const version = recipeOf(timed);
  const after = (edit: Edit) =>
    editIntent(intent, version, [edit], { text: '' }).understanding?.map(
      ({ quote, value, outcome, reason }) => ({ quote, value, outcome, reason }),
    ) ?? [];
  const own = intent.understanding ?? [];

  test('follow the tempo, with the seconds of the new version', () => {
    expect(own.map(({ outcome }) => outcome)).toEqual(own.map(() => 'honoured'));
    const list = after({ op: 'tempo', bpm: 65 });
    expect(list.map(({ outcome }) => outcome)).toEqual(own.map(() => 'honoured'));
    expect(list.find(({ quote }) => quote.includes('drop'))).toMatchObject({
      value: '40 s',
      reason: 'the drop is at 40 s',
    });
    expect(list.find(({ quote }) => quote.includes('bass'))?.reason).toContain('0 s to 20 s');
  });

  test('are approximated after a change of length, which moves bars', () => {
    const list = after({ op: 'duration', seconds: 45 });
    const outcomes = Object.fromEntries(list.map(({ quote, outcome }) => [quote, outcome]));
    expect(outcomes).toMatchObject({ energetic: 'honoured', techno: 'honoured' });
    expect(list.filter(({ outcome }) => outcome === 'approximated')).toHaveLength(2);
  });

  test('stay beside a hit at another second', () => {
    const hit: Edit = { op: 'hit', second: 40, event: 'accent' };
    expect(after(hit).map(({ outcome }) => outcome)).toEqual(own.map(() => 'honoured'));
    expect(after({ ...hit, second: 20 }).some(({ outcome }) => outcome === 'ignored')).toBe(true);
  });
});

test('an impossible wish that an edit supplies is honoured', () => {
  const without = { text: 'warm lo-fi with a pad', durationSeconds: 40, withoutParts: ['pad'] };
  const intent = interpretBrief(Brief.parse({ ...without, seed: 7 }));
  const padOf = (list: typeof intent.understanding) =>
    list?.find(({ field, value }) => field === 'parts' && value === 'pad');
  expect(padOf(intent.understanding)).toMatchObject({ outcome: 'impossible' });
  const edits: Edit[] = [{ op: 'add', part: 'pad' }];
  const { understanding } = editIntent(intent, recipeOf(without), edits, { text: '' });
  expect(padOf(understanding)).toMatchObject({
    outcome: 'honoured',
    reason: 'the edit “with pad” supplies it',
  });
});

test('the list of the next version has the wishes of its note', () => {
  const note = '100 bpm, and make it sing';
  const list = listAfter([{ op: 'tempo', bpm: 100 }], note);
  expect(list.slice(0, first.understanding?.length).map(({ quote }) => quote)).toEqual(
    Object.keys(before),
  );
  expect(list.slice(first.understanding?.length)).toMatchObject([
    { quote: '100 bpm', field: 'tempoBpm', outcome: 'honoured' },
    { outcome: 'impossible' },
  ]);
});

test('a later note replaces the wish of an earlier one', () => {
  const edits: Edit[] = [{ op: 'tempo', bpm: 100 }];
  const note = 'at 100 bpm';
  const second = editIntent(first, recipe, edits, {
    text: note,
    understanding: understandNote(note, { recipe }).understanding,
  });
  const third = editIntent(second, editRecipe(recipe, edits), [{ op: 'tempo', bpm: 90 }], {
    text: '',
  });
  expect(third.understanding?.at(-1)).toMatchObject({
    quote: 'at 100 bpm',
    outcome: 'ignored',
    reason: 'replaced by the edit “tempo 90 beats a minute”',
  });
});

test('a list that gets too long keeps its newest wishes, and the names of people', () => {
  let intent = first;
  for (let at = 0; at < 80; at++)
    intent = editIntent(intent, recipe, [{ op: 'remake', part: 'bass' }], {
      text: 'another bass',
      understanding: understandNote('another bass', { recipe }).understanding,
    });
  expect(intent.understanding).toHaveLength(60);
  expect(intent.understanding?.[0]).toMatchObject({ field: 'person' });
  expect(intent.understanding?.at(-1)).toMatchObject({ field: 'remake' });
});
