import { expect, it } from 'vitest';
import { isDelistedWhenKept, isDelistingByTerms, notOnSaleIssue } from './sale-terms.ts';

it('unless they keep the rest, the terms decide about a partner that delists a release when it is kept', () => {
  const delisted = ['a'];
  expect(isDelistedWhenKept({ onRejection: 'all-or-nothing' }, delisted)).toBe(true);
  expect(isDelistedWhenKept({ onRejection: 'ask' }, delisted)).toBe(true);
  expect(isDelistedWhenKept({ onRejection: 'best-effort' }, delisted)).toBe(false);
  expect(isDelistedWhenKept({ onRejection: 'ask' }, [])).toBe(false);
});

it('the terms decide about a delisting by their partners while others sell the release', () => {
  const partners = ['a', 'b'];
  expect(isDelistingByTerms({ partners }, { partner: 'a', stillSoldBy: ['b'] })).toBe(true);
  expect(isDelistingByTerms({ partners }, { partner: 'a', stillSoldBy: [] })).toBe(false);
  expect(
    isDelistingByTerms({ partners }, { partner: 'added later', stillSoldBy: ['a', 'b'] }),
  ).toBe(false);
});

it('a release that was never on sale cannot be delisted', () => {
  expect(notOnSaleIssue({ releaseId: 'rel', outcome: 'live' })).toBeNull();
  expect(notOnSaleIssue({ releaseId: 'rel', outcome: 'rejected' })).toMatch(/not gone on sale/);
  expect(notOnSaleIssue({ releaseId: 'rel', outcome: null })).toMatch(/not gone on sale/);
});
