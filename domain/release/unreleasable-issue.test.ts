import { expect, it } from 'vitest';
import { deriveId, STAGES } from '@fermata/contracts/values';
import { unreleasableIssue, unreleasableTrackIssue } from './unreleasable-issue.ts';

const trackId = deriveId('trk', 'one');

it.each(['archived', 'failed', 'delisted'] as const)(
  'an approved recording can be released although its own release has ended: %s',
  (stage) => {
    expect(unreleasableIssue({ trackId, stage, withdrawnByPerson: false })).toBeNull();
  },
);

it('a recording whose own release its terms or a partner have taken down can be released', () => {
  const withdrawn = { trackId, stage: 'withdrawn', withdrawnByPerson: false } as const;
  expect(unreleasableIssue(withdrawn)).toBeNull();
});

it('a recording that a person has withdrawn or cancelled cannot be released', () => {
  const issueOf = (stage: 'withdrawn' | 'cancelled') =>
    unreleasableIssue({ trackId, stage, withdrawnByPerson: stage === 'withdrawn' });
  expect(issueOf('withdrawn')).toBe(`a person has withdrawn ${trackId}`);
  expect(issueOf('cancelled')).toBe(`a person has cancelled ${trackId}`);
});

it('a track in production has no version to release', () => {
  for (const stage of STAGES.slice(0, STAGES.indexOf('approved')))
    expect(unreleasableIssue({ trackId, stage, withdrawnByPerson: false })).toBe(
      `${trackId} is ${stage}, not approved`,
    );
});

it('one track of several is enough', () => {
  const approved = { trackId, stage: 'approved', withdrawnByPerson: false } as const;
  expect(unreleasableTrackIssue([approved, { ...approved, stage: 'cancelled' }])).toBe(
    `a person has cancelled ${trackId}`,
  );
  expect(unreleasableTrackIssue([approved])).toBeNull();
});
