import { expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { recipeOf } from '../edits/testing/composed.ts';
import { anotherTake, editIntent } from './edit-intent.ts';
import { interpretBrief } from './interpret-brief.ts';

const recipe = recipeOf();
const intent = interpretBrief(Brief.parse({ text: 'warm lo-fi', durationSeconds: 40 }));
const leftOut = [
  { edit: { op: 'remove', part: 'loop' } as const, reason: 'it has no loop; its parts are bass' },
];

test('the intent says which edits are left out, and why', () => {
  const note = 'left out, without loop: it has no loop; its parts are bass';
  const edited = editIntent(intent, recipe, [{ op: 'tempo', bpm: 90 }], { text: '' }, { leftOut });
  expect(edited.notes).toContain(note);
  const { notes } = anotherTake(intent, { text: '' }, { leftOut });
  expect(notes.slice(-2)).toEqual([note, 'no edit is possible: another take of the same intent']);
  expect(anotherTake(intent, { text: 'hmm' }).notes.at(-1)).toContain('the note names no edit');
});

test('the intent says that another engine makes the edited version', () => {
  const engines = { before: '0.1 (aaa)', after: '0.2 (bbb)' };
  const { notes } = editIntent(
    intent,
    recipe,
    [{ op: 'tempo', bpm: 90 }],
    { text: '' },
    { engines },
  );
  expect(notes.at(-1)).toContain('made by engine 0.1 (aaa), this one by 0.2 (bbb)');
});
