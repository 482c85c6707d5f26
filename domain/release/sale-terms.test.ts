import { expect, it } from 'vitest';
import { isSoldByTooFew, notOnSaleIssue } from './sale-terms.ts';

it('only all-or-nothing demands every partner', () => {
  const partners = ['a', 'b'];
  expect(isSoldByTooFew({ onRejection: 'all-or-nothing', partners }, 1)).toBe(true);
  expect(isSoldByTooFew({ onRejection: 'all-or-nothing', partners }, 2)).toBe(false);
  expect(isSoldByTooFew({ onRejection: 'best-effort', partners }, 1)).toBe(false);
  expect(isSoldByTooFew({ onRejection: 'ask', partners }, 1)).toBe(false);
});

it('a release that was never on sale cannot be dropped', () => {
  expect(notOnSaleIssue({ releaseId: 'rel', outcome: 'live' })).toBeNull();
  expect(notOnSaleIssue({ releaseId: 'rel', outcome: 'rejected' })).toMatch(/not gone on sale/);
  expect(notOnSaleIssue({ releaseId: 'rel', outcome: null })).toMatch(/not gone on sale/);
});
