import { expect, test } from 'vitest';
import { Brief, type Edit, type Understanding } from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import { interpretBrief, planRecipes, theoryModelOf } from '@fermata/music';
import { readDecision } from './read-decision.ts';

const engine = { version: 'test', sha256: 'e'.repeat(64) };
const [recipe] = planRecipes({
  intent: interpretBrief(Brief.parse({ text: 'lo-fi', durationSeconds: 40, tempoBpm: 80 })),
  ...{ count: 1, engine, model: theoryModelOf(engine), trackSeed: 1, version: 1 },
});
const read = (note: string, edits?: Edit[], understanding?: Understanding) =>
  readDecision(
    openModels().noteInterpreter,
    { recipe: recipe ?? expect.fail() },
    { note, edits, understanding },
  );
const tempo: Edit = { op: 'tempo', bpm: 100 };

test('a note without edits is understood as edits', async () => {
  expect(await read('100 bpm')).toMatchObject({
    asked: [tempo],
    understanding: [{ quote: '100 bpm', outcome: 'honoured' }],
  });
});

test('the edits that a note stands for have its wishes', async () => {
  expect(await read('100 bpm', [tempo])).toEqual(await read('100 bpm'));
});

test('edits that are decided with their wishes keep these, also if the grammar reads the note otherwise', async () => {
  const decided: Understanding = [
    { quote: 'zorblify', field: 'fade', value: '4 s', outcome: 'honoured', reason: 'fade 4 s' },
    {
      quote: 'in the style of Adele',
      field: 'person',
      value: 'Adele',
      outcome: 'impossible',
      reason: 'nobody is imitated',
    },
  ];
  expect(await read('zorblify, in the style of Adele', [tempo], decided)).toEqual({
    asked: [tempo],
    understanding: decided,
  });
});

test('beside other edits, a note is listed as one wish with these edits', async () => {
  expect(await read('I prefer it another way', [tempo])).toMatchObject({
    asked: [tempo],
    understanding: [
      {
        quote: 'I prefer it another way',
        outcome: 'approximated',
        reason: 'the decision has these edits: tempo 100 beats a minute',
      },
    ],
  });
  expect(await read('', [tempo])).toEqual({ asked: [tempo], understanding: [] });
});
