import { describe, expect, it } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import type { TakedownFacts } from '../withdrawal/takedown-authority.ts';
import { offerAddressIssue } from './offer-address-authority.ts';

const trackId = deriveId('trk', 'sample');
const releaseId = deriveId('rel', trackId, 2);

describe('the messages about a release', () => {
  const withdrawalId = deriveId('wdr', trackId);
  const withdrawal = {
    ...{ withdrawalId, trackId, releaseId, reason: 'rights unclear', requestedBy: 'act_otto' },
    partners: ['sandbox'],
    ...{ outcome: null, redelivered: [] },
  };
  const release = {
    ...{ trackId, releaseId, partner: 'sandbox' },
    workflowId: `release/${releaseId}/sandbox`,
  };
  const takedown = { ...release, workflowId: `withdrawal/${withdrawalId}` };
  const started: TakedownFacts = { release: { ended: false }, withdrawal: null };
  const ended: TakedownFacts = { release: { ended: true }, withdrawal };

  it('go to the offer until the release ends, and to a requested withdrawal', () => {
    expect(offerAddressIssue(release, started)).toBeNull();
    expect(offerAddressIssue(release, { ...started, release: null })).toBe(
      `${trackId} has no release ${releaseId}`,
    );
    expect(offerAddressIssue(release, ended)).toBe(`the release ${releaseId} has ended`);
    expect(offerAddressIssue(takedown, ended)).toBeNull();
    const redelivering = { ended: true, redelivering: ['sandbox'] };
    expect(offerAddressIssue(release, { ...ended, release: redelivering })).toBeNull();
    expect(
      offerAddressIssue(release, { ...ended, release: { ended: true, redelivering: ['shop'] } }),
    ).toBe(`the release ${releaseId} has ended`);
  });

  it.each<[string, Partial<TakedownFacts['withdrawal'] & object> | null]>([
    [
      `withdrawal/${withdrawalId} is neither the offer of ${releaseId} to sandbox nor a requested withdrawal`,
      null,
    ],
    [
      `the withdrawal ${withdrawalId} was requested for another release`,
      { releaseId: deriveId('rel', 'other') },
    ],
    [`the withdrawal ${withdrawalId} was not requested at sandbox`, { partners: ['shop'] }],
    [`the withdrawal ${withdrawalId} has ended`, { outcome: 'failed' }],
  ])('go nowhere else: %s', (issue, change) => {
    const known = change && { ...withdrawal, ...change };
    expect(offerAddressIssue(takedown, { ...ended, withdrawal: known })).toBe(issue);
    expect(
      offerAddressIssue({ ...release, workflowId: 'evil' }, { ...ended, withdrawal: known }),
    ).toBe(`evil is neither the offer of ${releaseId} to sandbox nor a requested withdrawal`);
  });
});
