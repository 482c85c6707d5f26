import { expect, it } from 'vitest';
import { droppedState } from './dropped-state.ts';

it('is known only when the partner sells no reservation of the release', () => {
  expect(droppedState(['rejected'])).toBe('rejected');
  expect(droppedState(['taken-down', 'rejected'])).toBe('rejected');
  expect(droppedState(['taken-down'])).toBe('taken-down');
  expect(droppedState(['rejected', 'live'])).toBeNull();
  expect(droppedState(['taking-down'])).toBeNull();
  expect(droppedState([])).toBeNull();
});
