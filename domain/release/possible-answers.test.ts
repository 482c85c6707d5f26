import { expect, it } from 'vitest';
import { possibleAnswers } from './possible-answers.ts';

const asked = { ended: false, soldBy: ['south'], mayRepeat: true };

it('redeliver is no answer if it may be offered again to no partner that has not taken it', () => {
  expect(possibleAnswers({ ...asked, mayRepeat: false })).toEqual(['keep', 'withdraw']);
});

it('a release that one partner has not taken is kept, withdrawn or redelivered', () => {
  expect(possibleAnswers(asked)).toEqual(['keep', 'withdraw', 'redeliver']);
});

it('a release that no partner sells cannot be kept', () => {
  expect(possibleAnswers({ ...asked, soldBy: [] })).toEqual(['withdraw', 'redeliver']);
});

it('a release on sale that one partner has delisted is kept or withdrawn', () => {
  expect(possibleAnswers({ ...asked, ended: true, mayRepeat: false })).toEqual([
    'keep',
    'withdraw',
  ]);
});
