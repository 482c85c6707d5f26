import { expect, test } from 'vitest';
import type { Edit } from '@fermata/contracts/values';
import { decodeFlac } from '../decode/decode-flac.ts';
import { makeArtefacts, prove } from '../production/prove.ts';
import { recipeFor } from '../testing/built-engine.ts';
import { openBuiltEngine, TAGS } from '../testing/open-built-engine.ts';
import { editRecipe } from './edit-recipe.ts';

const { build, engine } = await openBuiltEngine();
const recipe = recipeFor(build, { text: 'warm lo-fi', durationSeconds: 9, energy: 0.7 });
const peakOf = (flac: Uint8Array): number => {
  const { left } = decodeFlac(flac);
  return left.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
};

test('the engine applies the edits of a recipe, and an edited recipe is reproduced', async () => {
  const edits: Edit[] = [
    { op: 'tempo', bpm: 90 },
    { op: 'transpose', semitones: 2 },
    { op: 'remove', part: 'pad' },
    { op: 'level', part: 'drums', db: -6 },
    { op: 'presence', part: 'bass', fromSecond: 0, toSecond: 3, present: false },
    { op: 'remake', part: 'lead' },
    { op: 'fade', seconds: 2 },
  ];
  const request = {
    recipe: editRecipe(recipe, edits),
    metadata: TAGS,
    engine: build.engine,
    processes: 1,
  };
  const made = await makeArtefacts(request);
  expect(made.has('stem/pad')).toBe(false);
  const expected = [...made].map(([name, sha256]) => ({ name, sha256 }));
  expect(await prove({ ...request, expected })).toMatchObject({ level: 'reproduced' });
}, 180_000);

test('a level changes the samples of one stem, and a fade the end of the master', async () => {
  const edited = editRecipe(recipe, [
    { op: 'level', part: 'drums', db: -6 },
    { op: 'fade', seconds: 3 },
  ]);
  const [before, after] = [
    (await engine.compose(recipe)).score,
    (await engine.compose(edited)).score,
  ];
  const [loud, quiet] = [
    await engine.stem(recipe, before, 'drums'),
    await engine.stem(edited, after, 'drums'),
  ];
  expect(peakOf(quiet.flac) / peakOf(loud.flac)).toBeCloseTo(0.501, 2);
  const bass = await engine.stem(edited, after, 'bass');
  expect(bass.flac).toEqual((await engine.stem(recipe, before, 'bass')).flac);
  const mix = await engine.mix([quiet, bass]);
  const endOf = (flac: Uint8Array): number => {
    const { left } = decodeFlac(flac);
    return left.subarray(-4800).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  };
  const master = await engine.master(edited, mix.flac);
  expect(endOf(master.flac)).toBeLessThan(0.01);
  expect(Math.abs(master.figures.integratedLufs - edited.master.targetLufs)).toBeLessThan(0.5);
}, 120_000);
