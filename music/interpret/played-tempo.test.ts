import { expect, test } from 'vitest';
import { Brief } from '@fermata/contracts/values';
import { recipeOf, scoreOf } from '../edits/testing/composed.ts';
import { interpretBrief } from './interpret-brief.ts';

test.each([
  ['techno at 126 bpm', { durationSeconds: 20 }, 'honoured'],
  ['techno at 126 bpm', { durationSeconds: 33.3 }, 'honoured'],
  ['lo-fi at 71 bpm', { durationSeconds: 40 }, 'honoured'],
  ['a waltz at 90 bpm, folk', { durationSeconds: 25 }, 'honoured'],
  ['house at 124 bpm, drop at 0:20', { durationSeconds: 45 }, undefined],
  ['lo-fi at 40 bpm, a seamless loop', { durationSeconds: 7.3 }, 'approximated'],
] as const)('the list tells the tempo that is played: %s, %o', (text, length, outcome) => {
  const brief = { text, ...length, tempoBpm: undefined, seed: 7 };
  const told = interpretBrief(Brief.parse(brief)).understanding?.find(
    ({ field }) => field === 'tempoBpm',
  );
  const played = Math.round(scoreOf(recipeOf(brief)).tempoBpm * 10) / 10;
  expect(told?.reason).toContain(`the tempo is ${played} beats a minute`);
  if (outcome) expect(told?.outcome).toBe(outcome);
});
