import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '@fermata/contracts/values';
import { decideRedelivery, type RedeliveryFacts } from './decide-redelivery.ts';

const offer: NonNullable<RedeliveryFacts['offer']> = {
  ...{ state: 'taken-down', attempt: 1, asksForFix: false, withdrawing: false, running: false },
};
const facts: RedeliveryFacts = {
  ...{ releaseId: 'rel_1', trackId: 'trk_1', partner: 'shop', createdByPerson: false },
  ...{ stage: 'published', ended: true, isAsked: false, offer, recall: null },
  ...{ partnerStatus: 'active', unmet: [], issue: null },
};
const decide = (change: Partial<RedeliveryFacts>) => decideRedelivery({ ...facts, ...change });

describe('a redelivery of a release', () => {
  it.each<[string, Partial<RedeliveryFacts>, number]>([
    ['to a partner that has taken it down', {}, 2],
    ['to a partner that has rejected it', { offer: { ...offer, state: 'rejected' } }, 2],
    ['for the last time that is allowed', { offer: { ...offer, attempt: MAX_ATTEMPTS - 1 } }, 20],
    ['after an earlier one has ended', { offer: { ...offer, attempt: 3, redelivery: 'ended' } }, 4],
    ['to a partner that has never had it', { offer: null }, 1],
    [
      'of several recordings that no partner sells',
      { createdByPerson: true, stage: 'publishing' },
      2,
    ],
  ])('%s', (_, change, attempt) => {
    expect(decide(change)).toEqual({ refused: null, running: false, attempt });
  });

  it('is found again while it runs', () => {
    const requested = {
      ...offer,
      state: 'delivered',
      attempt: 2,
      redelivery: 'requested',
    } as const;
    const found = { refused: null, running: true, attempt: 2 };
    const issue = 'trk_2 is withdrawn, not approved';
    expect(decide({ offer: { ...requested, running: true } })).toEqual(found);
    expect(decide({ offer: { ...requested, running: true }, issue })).toEqual(found);
    // Its workflow was not started, or was terminated.
    expect(decide({ offer: requested })).toEqual(found);
  });

  it('is not started again if it is not allowed any more, and says why', () => {
    const requested = { ...offer, state: 'pending', redelivery: 'requested' } as const;
    const issue = 'trk_2 is withdrawn, not approved';
    expect(decide({ offer: requested, issue })).toEqual({
      refused: { reason: 'not-allowed', detail: issue },
    });
  });

  it.each<[string, string, Partial<RedeliveryFacts>]>([
    [
      'not-now',
      'shop asks for a fix: `fermata release answer rel_1 redeliver --partner shop`',
      { ended: false, offer: { ...offer, state: 'delivered', asksForFix: true } },
    ],
    [
      'not-now',
      'rel_1 waits for a person’s answer: `fermata release answer rel_1 redeliver`',
      { ended: false, isAsked: true },
    ],
    [
      'not-now',
      'rel_1 waits for a person’s answer: `fermata release answer rel_1 keep`',
      { isAsked: true },
    ],
    [
      'not-now',
      'rel_1 is still being offered; retry when its partners have answered',
      { ended: false },
    ],
    [
      'not-now',
      'rel_1 is being withdrawn from shop; retry when it has ended',
      { offer: { ...offer, state: 'taking-down', withdrawing: true } },
    ],
    [
      'not-now',
      'rel_1 is being withdrawn from shop; retry when it has ended',
      { offer: { ...offer, redelivery: 'withdrawn', running: true } },
    ],
    ['twice', 'shop sells rel_1', { offer: { ...offer, state: 'live' } }],
    [
      'not-now',
      'shop may still have rel_1 (unknown): withdraw it from there first',
      { offer: { ...offer, state: 'unknown' } },
    ],
    [
      'not-now',
      'shop may still have rel_1 (pending): withdraw it from there first',
      { offer: { ...offer, state: 'pending' } },
    ],
    [
      'not-allowed',
      'rel_1 was offered to shop 20 times, which is the limit',
      { offer: { ...offer, attempt: MAX_ATTEMPTS } },
    ],
    ['late', 'trk_1 is withdrawn, not on sale', { stage: 'withdrawn' }],
    [
      'recalled',
      expect.stringContaining('not licensed') as string,
      {
        recall: {
          ...{ recallId: 'rcl_1', reason: 'not licensed' },
          subject: { kind: 'model', name: 'theory', version: '1' },
        },
      },
    ],
    ['not-allowed', 'no review has approved it', { issue: 'no review has approved it' }],
    ['not-now', 'shop is paused', { partnerStatus: 'paused' }],
    [
      'not-allowed',
      'it does not meet the requirements of shop: it needs a cover; it needs tags',
      { unmet: ['it needs a cover', 'it needs tags'] },
    ],
  ])('is refused as %s: %s', (reason, detail, change) => {
    expect(decide(change)).toEqual({ refused: { reason, detail } });
  });
});
