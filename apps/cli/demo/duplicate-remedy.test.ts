import { expect, it } from 'vitest';
import { duplicateRemedy } from './duplicate-remedy.ts';

const brief = { text: 'night', durationSeconds: 30, use: 'commercial' as const };
const detail = 'duplicate: The shop already has this track as dlv_1.';

it('suggests another seed if the shop already sells the sound', () => {
  expect(duplicateRemedy({ stage: 'archived', brief: { ...brief, seed: 7 }, detail })).toContain(
    'leave out --seed or give another one',
  );
  expect(duplicateRemedy({ stage: 'archived', brief, detail })).toContain('give another --seed');
});

it('is null for any other outcome', () => {
  expect(duplicateRemedy({ stage: 'archived', brief, detail: 'not for us' })).toBeNull();
  expect(duplicateRemedy({ stage: 'published', brief, detail: null })).toBeNull();
});
