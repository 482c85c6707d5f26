import { describe, expect, it } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { type TakedownClaim, type TakedownFacts, takedownIssue } from './takedown-authority.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 2);

describe('a takedown', () => {
  const withdrawalId = deriveId('wdr', trackId);
  const compensation: TakedownClaim = {
    projectId: 'atlas',
    trackId,
    releaseId,
    reason: 'not completed',
    withdrawalId: null,
    partners: ['sandbox'],
  };
  const withdrawal: TakedownClaim = {
    ...compensation,
    withdrawalId,
    reason: 'rights unclear',
    requestedBy: 'act_otto',
  };
  const requested: TakedownFacts = {
    release: { ended: true },
    withdrawal: {
      ...{ withdrawalId, trackId, releaseId, reason: 'rights unclear', requestedBy: 'act_otto' },
      partners: ['sandbox'],
      ...{ outcome: null, redelivered: [] },
    },
  };

  it('withdraws a release that has not ended', () => {
    expect(takedownIssue(compensation, { release: { ended: false }, withdrawal: null })).toBeNull();
    expect(takedownIssue(compensation, requested)).toBe(
      `the release ${releaseId} has ended: only a withdrawal takes it down`,
    );
    expect(takedownIssue(compensation, { ...requested, release: null })).toBe(
      `${trackId} has no release ${releaseId}`,
    );
  });

  it('withdraws a redelivery that a person has requested, at its partner alone', () => {
    const facts = { release: { ended: true, redelivering: ['sandbox'] }, withdrawal: null };
    expect(takedownIssue(compensation, facts)).toBeNull();
    expect(takedownIssue({ ...compensation, partners: ['sandbox', 'shop'] }, facts)).toMatch(
      /has ended/,
    );
  });

  it.each<[string | null, Partial<TakedownFacts['withdrawal'] & object> | null]>([
    [null, {}],
    [`nobody has requested the withdrawal ${withdrawalId}`, null],
    [
      `the withdrawal ${withdrawalId} was requested for ${deriveId('rel', 'other')} of ${trackId}`,
      { releaseId: deriveId('rel', 'other') },
    ],
    [`the withdrawal ${withdrawalId} was requested for another reason`, { reason: 'none' }],
    [`the withdrawal ${withdrawalId} was not requested at sandbox`, { partners: ['shop'] }],
    [`the withdrawal ${withdrawalId} was requested by act_ada`, { requestedBy: 'act_ada' }],
    [`the withdrawal ${withdrawalId} has ended`, { outcome: 'withdrawn' }],
    [`the withdrawal ${withdrawalId} has ended`, { outcome: 'superseded' }],
    [null, { outcome: 'failed', redelivered: ['shop'] }],
    [
      `${releaseId} was redelivered to sandbox after the withdrawal ${withdrawalId}`,
      { outcome: 'failed', redelivered: ['sandbox'] },
    ],
  ])('of a withdrawal: %s', (issue, change) => {
    const known = change && requested.withdrawal ? { ...requested.withdrawal, ...change } : null;
    expect(takedownIssue(withdrawal, { ...requested, withdrawal: known })).toBe(issue);
  });
});
