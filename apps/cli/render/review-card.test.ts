import { expect, test } from 'vitest';
import { ReviewView } from '@fermata/contracts/http';
import { reviewCard } from './review-card.ts';

const review = ReviewView.parse({
  reviewId: `rev_${'0'.repeat(24)}`,
  trackId: `trk_${'0'.repeat(24)}`,
  title: 'Golden Wedding',
  version: 1,
  versionSha256: '0'.repeat(64),
  terms: {},
  state: 'open',
  openedAt: '2026-11-22T12:00:00Z',
  expiresAt: '2026-11-29T12:00:00Z',
  effectiveAt: null,
  reminderDueAt: null,
  escalated: false,
  decisions: [],
  findings: [],
  understanding: [
    {
      quote: 'in the style of Daft Punk',
      field: 'person',
      value: 'daft punk',
      outcome: 'impossible',
      reason: 'no person, band or work is imitated',
    },
  ],
  earlierVersions: [],
  mayDecide: [],
  allowedActions: [],
});

test('the reviewer sees what is not possible, and names of people', () => {
  const card = reviewCard(review, 'http://127.0.0.1/listen');
  expect(card).toMatch(/“in the style of Daft Punk”\s+not possible\s+no person, band or work/);
});

test('a brief without wishes has no list', () => {
  expect(reviewCard({ ...review, understanding: [] }, '')).not.toContain('outcome');
});
