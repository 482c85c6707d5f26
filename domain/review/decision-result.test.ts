import { expect, test } from 'vitest';
import { decisionResult } from './decision-result.ts';

const effectiveAt = '2027-03-01T08:01:00.000Z';
const decision = {
  ...{ verdict: 'approve' as const, graceUntil: Date.parse(effectiveAt) },
  ...{ graceSeconds: 60, held: false },
};

test('an approval below the quorum is only counted', () => {
  expect(decisionResult({ ...decision, graceUntil: null })).toEqual({
    outcome: 'accepted',
    detail: 'approve is counted; more approvals are needed',
  });
});

test('a verdict takes effect after the grace period, unless it is undone', () => {
  expect(decisionResult(decision)).toEqual({
    outcome: 'accepted',
    detail: `approve takes effect at ${effectiveAt} unless it is undone`,
    effectiveAt,
  });
});

test('without a grace period it takes effect at once', () => {
  expect(decisionResult({ ...decision, graceSeconds: 0 })).toMatchObject({
    detail: 'approve takes effect at once',
    effectiveAt,
  });
});

test('while the track is held, the time at which it takes effect is not known', () => {
  const answer = decisionResult({ ...decision, verdict: 'reject', held: true });
  expect(answer).toEqual({
    outcome: 'accepted',
    detail: 'reject takes effect 60 s after the track is resumed, unless it is undone',
  });
});
