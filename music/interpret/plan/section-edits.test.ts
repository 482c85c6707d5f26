import { describe, expect, test } from 'vitest';
import { Brief, type Intent, type Recipe } from '@fermata/contracts/values';
import { partOf, scoreOf } from '../../edits/testing/composed.ts';
import { planRecipes } from '../../engine/plan-recipes.ts';
import { theoryModelOf } from '../../engine/theory-model.ts';
import { editIntent } from '../edit-intent.ts';
import { interpretBrief } from '../interpret-brief.ts';
import { otherEdits } from './section-edits.ts';

const engine = { version: 'test', sha256: 'e'.repeat(64) };
const intentOf = (text: string): Intent => interpretBrief(Brief.parse({ text }));
const plan = (intent: Intent, trackSeed = 1): Recipe[] =>
  planRecipes({
    ...{ intent, count: 4, engine, trackSeed, version: 1 },
    model: theoryModelOf(engine),
  });
const presenceOf = (intent: Intent): unknown =>
  intent.understanding?.find(({ field }) => field === 'presence');

/** When a part begins to play, and when the first section with a role begins. */
function beginsIn(recipe: Recipe, name: 'drums' | 'bass', section: string) {
  const score = scoreOf(recipe);
  const bar = (score.beatsPerBar * 60) / score.tempoBpm;
  const first = score.sections.find((each) => each.name === section);
  return {
    part: Math.min(...partOf(score, name).notes.map(({ start }) => start)),
    section: (first?.startBar ?? Infinity) * bar,
  };
}

describe('a part is silent until a section, in the form of each candidate', () => {
  const intent = intentOf('pop, 60 seconds, no drums until the chorus');
  test('it is approximated, as some forms begin with the chorus', () =>
    expect(presenceOf(intent)).toMatchObject({ outcome: 'approximated', value: 'drums' }));
  test.each(plan(intent).map((recipe) => [recipe.seed, recipe] as const))(
    'seed %d',
    (_, recipe) => {
      const { part, section } = beginsIn(recipe, 'drums', 'chorus');
      expect(part).toBeGreaterThan(section - 0.1);
      expect(part).toBeLessThan(section + 3);
    },
  );
});

test('a part joins in a numbered section', () => {
  const intent = intentOf('pop, 2 minutes, the bass joins in the second chorus');
  for (const recipe of plan(intent)) {
    const score = scoreOf(recipe);
    const bar = (score.beatsPerBar * 60) / score.tempoBpm;
    const second = score.sections.filter(({ name }) => name === 'chorus')[1];
    const begins = Math.min(...partOf(score, 'bass').notes.map(({ start }) => start));
    expect(begins).toBeGreaterThan((second?.startBar ?? Infinity) * bar - 0.1);
  }
});

test('a section that no form has is impossible, and changes nothing', () => {
  const intent = intentOf('pop, 20 seconds, the bass joins in the third verse');
  expect(presenceOf(intent)).toMatchObject({
    outcome: 'impossible',
    reason: 'pop of 20 s has no third verse',
  });
  expect(plan(intent).flatMap(({ edits = [] }) => edits)).toEqual([]);
});

test('a section that some forms have is approximated', () => {
  const intent = intentOf('techno, no bass until the drop');
  expect(presenceOf(intent)).toMatchObject({ outcome: 'approximated' });
});

test('another take places the wish anew, and an edited version keeps its times', () => {
  const intent = intentOf('pop, 60 seconds, no drums until the chorus, quiet bass');
  const recipe = plan(intent).find(({ edits = [] }) => edits.some(({ op }) => op === 'presence'));
  if (!recipe) throw new Error('no recipe');
  expect(otherEdits(intent, recipe).map(({ op }) => op)).toEqual(['level']);
  const edited = editIntent(intent, recipe, [{ op: 'tempo', bpm: 100 }], { text: 'slower' });
  expect(edited.sectionPresence).toBeUndefined();
  expect(edited.presence).toMatchObject([{ part: 'drums' }]);
  expect(edited.presence?.[0]?.fromSecond).toBeGreaterThan(0);
});
