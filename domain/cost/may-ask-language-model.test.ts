import { expect, it } from 'vitest';
import { mayAskLanguageModel } from './may-ask-language-model.ts';

const euros = (micros: number) => ({ micros, currency: 'EUR' as const });
const limits = { priceMicros: 2, dayBudgetMicros: 10 };

it.each([
  ['the last call that fits', null, 8, true],
  ['a call that does not fit any more', null, 9, false],
  ['a project whose own budget is spent', 5, 0, false],
])('%s', (_case, perDay, asked, isAllowed) => {
  const budget = { perDay: perDay === null ? null : euros(perDay), spent: euros(5) };
  expect(mayAskLanguageModel(budget, asked, limits)).toBe(isAllowed);
});
