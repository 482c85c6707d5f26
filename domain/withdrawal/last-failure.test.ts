import { expect, test } from 'vitest';
import type { OfferState } from '@fermata/contracts/values';
import { lastFailure } from './last-failure.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 30, hour)).toISOString();
const first = {
  partners: ['one', 'two'],
  ...{ outcome: 'failed', requestedAt: at(1), startedAt: at(1), endedAt: at(2) },
};
const offers = (one: OfferState, two: OfferState) => [
  { partner: 'one', state: one },
  { partner: 'two', state: two },
];
const running = { ...first, requestedAt: at(3), startedAt: at(3), outcome: null, endedAt: null };

test('a withdrawal that has failed is shown while a partner may have the release', () => {
  expect(lastFailure([first], offers('taken-down', 'taking-down'))).toBe(first);
  expect(lastFailure([first], offers('taken-down', 'taken-down'))).toBeNull();
  expect(lastFailure([{ ...first, outcome: 'superseded' }], offers('taking-down', 'live'))).toBe(
    null,
  );
});

test('a later withdrawal that has started takes the place of a failed one, where it was requested', () => {
  const stuck = offers('taken-down', 'taking-down');
  expect(lastFailure([first, running], stuck)).toBeNull();
  expect(lastFailure([first, { ...running, startedAt: null }], stuck)).toBe(first);
  expect(lastFailure([first, { ...running, partners: ['one'] }], stuck)).toBe(first);
});

test('of several that have failed, the last one is shown', () => {
  const second = { ...running, outcome: 'failed', endedAt: at(4) };
  expect(lastFailure([first, second], offers('taking-down', 'taking-down'))).toBe(second);
});
