import { expect, test } from 'vitest';
import { delistedState } from './delisted-state.ts';

test('a delisted release is rejected or taken down, by the state of its current reservation', () => {
  expect(delistedState('rejected', [])).toBe('rejected');
  expect(delistedState('taken-down', ['rejected'])).toBe('taken-down');
  expect(delistedState('taking-down', [])).toBeNull();
  expect(delistedState('unknown', [])).toBeNull();
});

test('a reservation that the partner no longer knows is off sale there', () => {
  expect(delistedState('not-known', [])).toBe('taken-down');
  expect(delistedState('not-known', ['live'])).toBeNull();
});

test('another reservation keeps a release on sale only if it is on sale itself', () => {
  expect(delistedState('rejected', ['live'])).toBeNull();
  for (const state of ['taking-down', 'unknown', 'reserved', 'delivered', 'taken-down'] as const)
    expect(delistedState('rejected', [state])).toBe('rejected');
});
