import { describe, expect, it } from 'vitest';
import { OfferState, STAGES_AFTER_PRODUCTION } from '@fermata/contracts/values';
import { termsWithdrawalIssue, withdrawalIssue } from './withdrawal-issue.ts';

const at = (state: OfferState) => [
  { name: 'sandbox', state, partnerReference: 'prt_1', detail: null },
];
const trackId = 'trk_1';
const failed = { trackId, stage: 'failed', releaseId: 'rel_1', partners: at('delivered') } as const;
const ended = { track: false, release: false };

describe('a withdrawal', () => {
  it('is possible in every state in which a partner may have something, once nothing runs', () => {
    const stages = STAGES_AFTER_PRODUCTION.filter((stage) => stage !== 'withdrawn');
    for (const stage of [...stages, 'publishing'] as const)
      for (const state of OfferState.exclude(['taken-down']).options)
        expect(
          withdrawalIssue({ ...failed, stage, partners: at(state) }, ended),
          `${stage}, ${state}`,
        ).toBeNull();
  });

  it('waits for a release that withdraws its own offers', () => {
    expect(withdrawalIssue(failed, { ...ended, release: true })).toMatchObject({
      reason: 'not-now',
    });
    expect(
      withdrawalIssue({ ...failed, stage: 'publishing' }, { ...ended, track: true }),
    ).toMatchObject({ reason: 'not-now', detail: expect.stringContaining('can be cancelled') });
  });

  it('is late when no partner has anything', () => {
    for (const track of [
      { ...failed, stage: 'withdrawn' } as const,
      { ...failed, releaseId: null, partners: [] },
      { ...failed, partners: at('taken-down') },
    ])
      expect(withdrawalIssue(track, ended)).toMatchObject({ reason: 'late' });
  });

  it('from named partners is possible where they have something', () => {
    const gone = { name: 'shop', state: 'taken-down', partnerReference: 'prt_2' } as const;
    const track = { ...failed, stage: 'published', partners: [...at('live'), gone] } as const;
    expect(withdrawalIssue(track, ended, ['sandbox'])).toBeNull();
    expect(withdrawalIssue(track, ended, ['sandbox', 'shop'])).toEqual({
      reason: 'late',
      detail: 'shop does not have trk_1: only sandbox may',
    });
  });
});

describe('the terms of a release on sale', () => {
  const track = {
    ...{ trackId: 'trk', releaseId: 'rel', stage: 'published' as const, createdByPerson: false },
    releaseTerms: { onRejection: 'all-or-nothing' as const, partners: ['a', 'b'] },
    partners: [
      { name: 'a', state: 'live' as const, partnerReference: 'one' },
      { name: 'b', state: 'rejected' as const, partnerReference: 'two' },
    ],
  };
  const subject = { trackId: 'trk', releaseId: 'rel' };

  it('demand a takedown once a partner no longer sells it', () => {
    expect(termsWithdrawalIssue(subject, track)).toBeNull();
    expect(
      termsWithdrawalIssue(subject, {
        ...track,
        releaseTerms: { ...track.releaseTerms, onRejection: 'ask' },
      }),
    ).toBeNull();
  });

  it('name the release, if a person has created it', () => {
    const ended = { ...track, stage: 'publishing', createdByPerson: true } as const;
    expect(termsWithdrawalIssue(subject, ended)).toBe('rel is publishing, not on sale');
  });

  it.each<[string, Partial<typeof track> | null]>([
    ['trk has no release rel', null],
    ['trk is delisted, not on sale', { stage: 'delisted' as never }],
    [
      'the release terms of trk leave it with its partners',
      { releaseTerms: { ...track.releaseTerms, onRejection: 'best-effort' as never } },
    ],
    ['every partner of rel sells it', { partners: track.partners.slice(0, 1) }],
    ['every partner of rel sells it', { releaseTerms: { ...track.releaseTerms, partners: ['a'] } }],
  ])('%s', (issue, change) => {
    expect(termsWithdrawalIssue(subject, change && { ...track, ...change })).toBe(issue);
  });
});
