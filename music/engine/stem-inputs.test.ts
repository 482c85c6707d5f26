import { expect, test } from 'vitest';
import { canonicalSha256, type Recipe, type Score } from '@fermata/contracts/values';
import { recipeFor } from '../testing/built-engine.ts';
import { stemInputsOf } from './stem-inputs.ts';

const build = { version: '1.0.0', sha256: 'e'.repeat(64) };
const recipe = recipeFor(build, { text: 'lo-fi', style: 'lo-fi', durationSeconds: 8 });
const note = { start: 0, duration: 0.5, midi: 40, velocity: 90 };
const partOf = (name: 'drums' | 'bass', midi: number): Score['parts'][number] => ({
  name,
  instrument: name,
  midiProgram: 0,
  midiChannel: name === 'drums' ? 9 : 0,
  notes: [{ ...note, midi }],
});
const score: Score = {
  schema: 'fermata.score/1',
  style: 'lo-fi',
  tempoBpm: 80,
  key: { tonic: 'C', mode: 'minor' },
  beatsPerBar: 4,
  durationSeconds: 8,
  sections: [{ name: 'main', startBar: 0, bars: 2, energy: 0.5 }],
  chords: ['Cm7'],
  parts: [partOf('drums', 36), partOf('bass', 40)],
};
const key = (of: Recipe, from: Score): string => canonicalSha256(stemInputsOf(of, from, 'bass'));

test('a stem keeps its identity if another part, the key or the seed changes', () => {
  const otherDrums = {
    ...score,
    key: { tonic: 'D', mode: 'major' },
    chords: ['D'],
    parts: [partOf('drums', 38), partOf('bass', 40)],
  } satisfies Score;
  expect(key({ ...recipe, seed: recipe.seed + 1 }, otherDrums)).toBe(key(recipe, score));
  expect(key(recipe, { ...score, parts: [partOf('bass', 40)] })).toBe(key(recipe, score));
});

test('a stem is a different one with other notes, form, colour, engine or ending', () => {
  const keys = [
    key(recipe, score),
    key(recipe, { ...score, parts: [partOf('bass', 41)] }),
    key(recipe, { ...score, tempoBpm: 81 }),
    key(recipe, { ...score, substyle: 'trap' }),
    key(recipe, { ...score, sections: [{ name: 'main', startBar: 0, bars: 2, energy: 0.6 }] }),
    key({ ...recipe, engine: { ...recipe.engine, sha256: 'f'.repeat(64) } }, score),
    key({ ...recipe, composition: { ...recipe.composition, ending: 'loop' } }, score),
    key({ ...recipe, composition: { ...recipe.composition, mood: 'epic' } }, score),
    canonicalSha256(stemInputsOf(recipe, score, 'bass', 24_000)),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test('a recipe of the first schema depends on the whole score', () => {
  const old = { ...recipe, schema: 'fermata.recipe/1' } as const;
  expect(key(old, { ...score, parts: [partOf('drums', 38), partOf('bass', 40)] })).not.toBe(
    key(old, score),
  );
});

test('only a part that plays an audio loop or a SoundFont depends on its bytes', () => {
  const sha256 = 'a'.repeat(64);
  const withFont: Recipe = {
    ...recipe,
    render: { ...recipe.render, soundFont: { sha256, parts: ['drums'] } },
  };
  expect(stemInputsOf(withFont, score, 'bass')).toEqual(stemInputsOf(recipe, score, 'bass'));
  expect(stemInputsOf(withFont, score, 'drums').materials).toEqual([sha256]);
});

test('a part missing from the score is rejected with a reason', () => {
  expect(() => stemInputsOf(recipe, score, 'lead')).toThrow(
    'the score has no part "lead"; it has drums, bass',
  );
});
