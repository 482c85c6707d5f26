import { expect, test } from 'vitest';
import { delistedState } from './delisted-state.ts';

test('a delisted release is rejected or taken down, by the state of the reservation that the message names', () => {
  expect(delistedState('rejected', [])).toBe('rejected');
  expect(delistedState('taken-down', ['rejected'])).toBe('taken-down');
  expect(delistedState('taking-down', [])).toBeNull();
  expect(delistedState('unknown', [])).toBeNull();
});

test('a reservation that the partner no longer knows is off sale there', () => {
  expect(delistedState('not-known', [])).toBe('taken-down');
  expect(delistedState('not-known', ['live'])).toBeNull();
});

test('another reservation keeps a release on sale only if it may be on sale itself', () => {
  for (const state of ['live', 'taking-down', 'unknown'] as const)
    expect(delistedState('rejected', [state])).toBeNull();
  for (const state of ['reserved', 'delivered', 'taken-down'] as const)
    expect(delistedState('rejected', [state])).toBe('rejected');
});
