import { expect, it } from 'vitest';
import { allowedReleaseActions } from './allowed-release-actions.ts';

const ended = { question: null, endedAt: '2026-11-30T12:00:00.000Z' };
const running = { question: null, endedAt: null };

it.each([
  [{ ...running, partners: [{ state: 'live' as const }] }, []],
  [{ ...running, question: {}, partners: [{ state: 'live' as const }] }, ['answer']],
  [{ ...running, partners: [{ state: 'pending' as const, fix: {} }] }, ['answer']],
  [{ ...ended, partners: [{ state: 'live' as const }] }, ['amend', 'withdraw']],
  // The partner may have it, although the release has failed.
  [{ ...ended, partners: [{ state: 'reserved' as const }] }, ['withdraw']],
  [{ ...ended, partners: [{ state: 'rejected' as const }, { state: 'taken-down' as const }] }, []],
])('a release in the state %o allows %o', (release, actions) => {
  expect(allowedReleaseActions(release)).toEqual(actions);
});
