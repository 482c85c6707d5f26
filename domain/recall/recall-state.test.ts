import { expect, it } from 'vitest';
import { recallState } from './recall-state.ts';

it('is lifted once a person has lifted it, also before its completion', () => {
  const at = '2027-03-01T08:00:00.000Z';
  expect(recallState({ completedAt: null, liftedAt: null })).toBe('running');
  expect(recallState({ completedAt: at, liftedAt: null })).toBe('completed');
  expect(recallState({ completedAt: at, liftedAt: at })).toBe('lifted');
  expect(recallState({ completedAt: null, liftedAt: at })).toBe('lifted');
});
