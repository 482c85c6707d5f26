import { expect, test } from 'vitest';
import { impossibleAlternates, sameAsVersion } from './omitted-alternates.ts';

test('a cut that is not shorter than the version is omitted', () => {
  expect(impossibleAlternates(['cut-30', 'no-drums'], { durationSeconds: 20 })).toEqual([
    {
      alternate: 'cut-30',
      reason: 'cut-30 needs a track of more than 30 s, this one has 20 s',
    },
  ]);
  expect(impossibleAlternates(['cut-30', 'no-drums'], { durationSeconds: 40 })).toEqual([]);
});

test('a loop of a loop is omitted', () => {
  expect(impossibleAlternates(['loop'], { durationSeconds: 40, ending: 'loop' })).toEqual([
    { alternate: 'loop', reason: 'the track is a loop itself' },
  ]);
});

test('an alternate that would equal the version has its reason', () => {
  expect(sameAsVersion('no-drums').reason).toBe('no-drums needs drums, and this version has none');
  expect(sameAsVersion('cut-30').reason).toBe('cut-30 would be the same as the version');
});
