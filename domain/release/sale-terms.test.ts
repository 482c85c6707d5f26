import { expect, it } from 'vitest';
import { isDelistingByTerms, isSoldByTooFew, notOnSaleIssue } from './sale-terms.ts';

it('only all-or-nothing demands every partner', () => {
  const partners = ['a', 'b'];
  expect(isSoldByTooFew({ onRejection: 'all-or-nothing', partners }, ['a', 'other'])).toBe(true);
  expect(isSoldByTooFew({ onRejection: 'all-or-nothing', partners }, ['b', 'a'])).toBe(false);
  expect(isSoldByTooFew({ onRejection: 'best-effort', partners }, ['a'])).toBe(false);
  expect(isSoldByTooFew({ onRejection: 'ask', partners }, ['a'])).toBe(false);
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
