import { expect, test } from 'vitest';
import { OrderRequest, OrderTerms } from '@fermata/contracts/values';
import { type OrderFacts, orderRefusal } from './order-refusal.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const order = OrderRequest.parse({
  orderId: 'order-1',
  brief: { text: 'a warm bed for a trailer', durationSeconds: 8 },
  deadline: '2026-12-01T12:00:00Z',
});
const facts: OrderFacts = {
  terms: OrderTerms.parse({ requester: 'act_ada' }),
  ...{ isPaused: false, roles: ['creator'], isBudgetSpent: false, isReviewable: true },
  ...{ briefIssue: null, now },
};
const codeOf = (changes: Partial<OrderFacts>, other: Partial<typeof order> = {}) =>
  orderRefusal({ ...order, ...other }, { ...facts, ...changes })?.code ?? null;

test('an order that the terms allow is not refused', () => {
  expect(orderRefusal(order, facts)).toBeNull();
});

test('orders are closed by default, for a paused partner, and without a requester', () => {
  for (const closed of [{ terms: null }, { isPaused: true }, { roles: [] }] as const)
    expect(codeOf(closed)).toBe('not-open');
  expect(codeOf({ roles: ['reviewer'] })).toBe('not-open');
});

test('an order is refused with the code of its reason', () => {
  expect(codeOf({}, { brief: { ...order.brief, use: 'broadcast' } })).toBe('use-not-open');
  expect(codeOf({}, { deadline: '2026-11-29T12:00:00Z' })).toBe('bad-deadline');
  expect(codeOf({}, { deadline: '2028-11-29T12:00:00Z' })).toBe('bad-deadline');
  expect(codeOf({ briefIssue: 'a hit comes after the end' })).toBe('bad-brief');
  expect(codeOf({ isReviewable: false })).toBe('no-review');
  expect(codeOf({ isBudgetSpent: true })).toBe('budget-exhausted');
});
