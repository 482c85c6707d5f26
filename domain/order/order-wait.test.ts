import { expect, test } from 'vitest';
import type { OrderAnswer } from '@fermata/contracts/values';
import { orderWait } from './order-wait.ts';

const deadline = '2027-03-02T08:00:00.000Z';
const now = Date.parse('2027-03-01T08:00:00.000Z');
const given = (...answers: OrderAnswer['answer'][]) => answers.map((answer) => ({ answer }));

test('an accepted order waits until its deadline, which may have passed', () => {
  expect(orderWait(given('accepted'), deadline, now)).toEqual({
    awaits: null,
    lateInMs: 86_400_000,
  });
  expect(orderWait(given('accepted', 'in-review'), deadline, now + 2 * 86_400_000)).toEqual({
    awaits: null,
    lateInMs: 0,
  });
});

test('operations must act on a late order', () => {
  expect(orderWait(given('accepted', 'late'), deadline, now)).toEqual({
    awaits: 'operations',
    lateInMs: null,
  });
});

test('a refused, delivered or ended order waits for nothing', () => {
  for (const answers of [given('refused'), given('accepted', 'late', 'delivered'), given('ended')])
    expect(orderWait(answers, deadline, now)).toEqual({ awaits: null, lateInMs: null });
});
