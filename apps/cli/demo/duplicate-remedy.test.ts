import { expect, it } from 'vitest';
import { duplicateRemedy } from './duplicate-remedy.ts';

const brief = { text: 'night', durationSeconds: 30, use: 'commercial' as const };
const detail = 'duplicate: The same track is here already as dlv_1.';

it('names the remedy for a shop that sells the sound already', () => {
  expect(duplicateRemedy({ stage: 'archived', brief: { ...brief, seed: 7 }, detail })).toContain(
    'leave out --seed or give another one',
  );
  expect(duplicateRemedy({ stage: 'archived', brief, detail })).toContain('give another --seed');
});

it('says nothing for another end', () => {
  expect(duplicateRemedy({ stage: 'archived', brief, detail: 'not for us' })).toBeNull();
  expect(duplicateRemedy({ stage: 'published', brief, detail: null })).toBeNull();
});
