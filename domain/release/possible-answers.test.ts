import { expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '@fermata/contracts/values';
import { possibleAnswers } from './possible-answers.ts';

const asked = { ended: false, soldBy: ['south'], attempts: [1] };

it('redeliver is no answer if every partner that has not taken it may still have it', () => {
  expect(possibleAnswers({ ...asked, attempts: [] })).toEqual(['keep', 'withdraw']);
});

it('a release that one partner has not taken is kept, withdrawn or redelivered', () => {
  expect(possibleAnswers(asked)).toEqual(['keep', 'withdraw', 'redeliver']);
});

it('a release that no partner sells cannot be kept', () => {
  expect(possibleAnswers({ ...asked, soldBy: [] })).toEqual(['withdraw', 'redeliver']);
});

it('a release is not redelivered once a partner has had all attempts', () => {
  expect(possibleAnswers({ ...asked, attempts: [1, MAX_ATTEMPTS] })).toEqual(['keep', 'withdraw']);
});

it('a release on sale that one partner has delisted is kept or withdrawn', () => {
  expect(possibleAnswers({ ...asked, ended: true, attempts: [] })).toEqual(['keep', 'withdraw']);
});
