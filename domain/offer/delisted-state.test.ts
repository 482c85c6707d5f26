import { expect, it } from 'vitest';
import { delistedState } from './delisted-state.ts';

it('is known only when the partner sells no reservation of the release', () => {
  expect(delistedState(['rejected'])).toBe('rejected');
  expect(delistedState(['taken-down', 'rejected'])).toBe('rejected');
  expect(delistedState(['taken-down'])).toBe('taken-down');
  expect(delistedState(['rejected', 'live'])).toBeNull();
  expect(delistedState(['taking-down'])).toBeNull();
  expect(delistedState([])).toBeNull();
});
