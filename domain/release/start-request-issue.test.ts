import { expect, it } from 'vitest';
import { startRequestIssue } from './start-request-issue.ts';

const waiting = {
  ...{ releaseId: 'rel_1', trackId: 'trk_1', createdByPerson: true },
  ...({ phase: 'open', start: 'waiting' } as const),
};

it('a person starts a release that waits', () => {
  expect(startRequestIssue(waiting)).toBeNull();
});

it.each([
  ['not-allowed', 'rel_1 is the release of trk_1, and starts with it', { createdByPerson: false }],
  ['not-allowed', 'a person has cancelled trk_1', { unreleasable: 'a person has cancelled trk_1' }],
  ['late', 'rel_1 has already started', { start: 'started' }],
  ['late', 'rel_1 has already started', { start: 'started', phase: 'kept' }],
  ['twice', 'rel_1 was already requested, or is due', { start: 'due' }],
  ['late', 'rel_1 is being cancelled', { phase: 'cancelling' }],
  ['late', 'rel_1 has ended, or is being withdrawn', { phase: 'ending' }],
  ['late', 'rel_1 has ended, or is being withdrawn', { phase: 'ending', start: 'started' }],
] as const)('and is refused as %s: %s', (reason, detail, change) => {
  expect(startRequestIssue({ ...waiting, ...change })).toEqual({ reason, detail });
});
