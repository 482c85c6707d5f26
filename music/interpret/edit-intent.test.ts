import { describe, expect, test } from 'vitest';
import { Brief, type Edit } from '@fermata/contracts/values';
import { possibleEdits } from '../edits/possible-edits.ts';
import { pieceOf } from '../edits/score/piece-of.ts';
import { recipeOf } from '../edits/testing/composed.ts';
import { EDIT_PAIRS, SAMPLE_BRIEF } from '../edits/testing/edit-samples.ts';
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

describe('edits that are possible together have the same explanation in any order', () => {
  const wishes =
    'warm lo-fi, 80 bpm, no lead in the first 10 seconds, quiet drums, with a pad, fade out at the end';
  const brief = { ...SAMPLE_BRIEF, text: wishes };
  const fading = { before: interpretBrief(Brief.parse(brief)), recipe: recipeOf(brief) };
  const others = pieceOf(recipeOf()).parts.filter((part) => part !== 'bass');
  const alone = recipeOf({ withoutParts: others });
  /** One after the other, the first one is impossible. */
  const dependent: [typeof fading, Edit, Edit][] = [
    [fading, { op: 'ending', ending: 'loop' }, { op: 'fade', seconds: 0 }],
    [fading, { op: 'level', part: 'pad', db: 2 }, { op: 'add', part: 'pad' }],
    [
      fading,
      { op: 'presence', part: 'drums', fromSecond: 45, present: false },
      { op: 'duration', seconds: 60 },
    ],
    [fading, { op: 'hit', second: 45, event: 'accent' }, { op: 'tempo', bpm: 60 }],
    [
      { before: intent, recipe: alone },
      { op: 'remove', part: 'bass' },
      { op: 'add', part: 'chords' },
    ],
  ];
  const outcomesOf = ({ before, recipe: version }: typeof fading, edits: Edit[]) =>
    possibleEdits(version, edits).impossible.length > 0
      ? null
      : editIntent(before, version, edits, { text: '' }).understanding?.map(
          ({ quote, outcome }) => `${quote}: ${outcome}`,
        );

  test('of every pair', () => {
    for (const [{ edit: one }, { edit: other }] of EDIT_PAIRS) {
      const outcomes = outcomesOf(fading, [one, other]);
      expect([one, other, outcomes]).toEqual([one, other, outcomesOf(fading, [other, one])]);
    }
  }, 60_000);

  test.each(dependent)('of an edit that needs another one: %#', (version, one, other) => {
    expect(possibleEdits(version.recipe, [one]).impossible).toHaveLength(1);
    const outcomes = outcomesOf(version, [one, other]);
    expect(outcomes?.length).toBeGreaterThan(0);
    expect(outcomesOf(version, [other, one])).toEqual(outcomes);
  });
});
