import { expect, it } from 'vitest';
import { isBudgetSpent } from './is-budget-spent.ts';

const euros = (micros: number) => ({ micros, currency: 'EUR' as const });

it.each([
  [null, 5, false],
  [10, 9, false],
  [10, 10, true],
  [10, 11, true],
])('budget %s, spent %s: %s', (perDay, spent, isSpent) => {
  expect(
    isBudgetSpent({ perDay: perDay === null ? null : euros(perDay), spent: euros(spent) }),
  ).toBe(isSpent);
});
