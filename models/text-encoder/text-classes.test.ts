import { describe, expect, test } from 'vitest';
import type { EncoderManifest } from './encoder-files.ts';
import { textClasses } from './text-classes.ts';

const limits = { latin: { certain: 0.9, likely: 0.6 }, hangul: { certain: 1, likely: 0.8 } };
const headOf = (...names: string[]) => ({ classes: ['none', ...names], limits });
const heads: EncoderManifest['heads'] = {
  ...{ style: headOf('house', 'rock'), mood: headOf('sad'), energy: headOf('more', 'less') },
  ...{ instrument: headOf('harp'), scene: headOf('spa'), wish: headOf('wish') },
};
const NOTHING = {
  ...{ style: [0.9, 0.05, 0.05], mood: [0.95, 0.05], energy: [0.9, 0.05, 0.05] },
  ...{ instrument: [0.95, 0.05], scene: [0.95, 0.05], wish: [0.02, 0.98] },
};

describe('a class', () => {
  test('is certain from the higher threshold on', () => {
    expect(textClasses('reverie', { ...NOTHING, mood: [0.1, 0.9] }, heads)).toEqual({
      mood: { name: 'sad', isCertain: true },
    });
  });

  test('is unsure between the thresholds', () => {
    expect(textClasses('reverie', { ...NOTHING, style: [0.2, 0.1, 0.7] }, heads)).toEqual({
      style: { name: 'rock', isCertain: false },
    });
  });

  test('below both is none', () => {
    expect(textClasses('reverie', { ...NOTHING, mood: [0.41, 0.59] }, heads)).toEqual({});
  });

  test('is judged by the thresholds of the script', () => {
    const mood = { ...NOTHING, mood: [0.3, 0.7] };
    expect(textClasses('reverie', mood, heads)).toHaveProperty('mood');
    expect(textClasses('고요함', mood, heads)).toEqual({});
  });

  test('is never certain where the threshold is 1', () => {
    expect(textClasses('고요함', { ...NOTHING, mood: [0, 1], wish: [0, 1] }, heads)).toEqual({
      mood: { name: 'sad', isCertain: false },
    });
  });

  test('of a script without thresholds is none', () => {
    const everything = { ...NOTHING, mood: [0, 1], wish: [0, 1] };
    expect(textClasses('тоска', everything, heads)).toEqual({});
    expect(textClasses('μελαγχολία', everything, heads)).toEqual({});
  });
});

describe('the guard', () => {
  const found = { ...NOTHING, instrument: [0, 1], energy: [0.05, 0, 0.95] };

  test('lets no class pass where the text is probably no wish', () => {
    expect(textClasses('our new house', { ...found, wish: [0.5, 0.5] }, heads)).toEqual({});
  });

  test('leaves every class unsure where the text may be no wish', () => {
    expect(textClasses('a harp', { ...found, wish: [0.3, 0.7] }, heads)).toEqual({
      energy: { name: 'less', isCertain: false },
      instrument: { name: 'harp', isCertain: false },
    });
  });
});
