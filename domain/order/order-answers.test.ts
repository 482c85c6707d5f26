import { expect, test } from 'vitest';
import { deriveId, type OrderAnswer, ReviewTerms, STAGES } from '@fermata/contracts/values';
import {
  acceptance,
  dueAnswers,
  isOrderClosed,
  isOutstanding,
  type OrderedTrack,
} from './order-answers.ts';

const trackId = deriveId('trk', 'ordered');
const releaseId = deriveId('rel', 'ordered');
const deadline = '2026-12-01T12:00:00.000Z';
const before = Date.parse(deadline) - 1;
const after = Date.parse(deadline);
const accepted: OrderAnswer = { answer: 'accepted', trackId, reason: '' };
const answeredAt = '2026-11-01T12:00:00.000Z';

const due = (
  track: Partial<OrderedTrack> | null,
  now: number,
  given: readonly OrderAnswer[] = [accepted],
): OrderAnswer[] =>
  dueAnswers(
    { partner: 'shop', deadline },
    trackId,
    given.map((answer) => ({ ...answer, answeredAt })),
    track && { stage: 'stems', releaseId: null, partners: [], ...track },
    now,
  );
const names = (answers: readonly OrderAnswer[]): string[] => answers.map(({ answer }) => answer);
const at = (state: OrderedTrack['partners'][number]['state'], name = 'shop') => ({
  releaseId,
  partners: [{ name, state, partnerReference: 'prt_1' }],
});

test('an order is answered along the life of its track', () => {
  expect(due({ stage: 'mixing' }, before)).toEqual([]);
  expect(names(due({ stage: 'review' }, before))).toEqual(['in-review']);
  expect(due({ stage: 'publishing', ...at('delivered') }, before)).toMatchObject([
    { answer: 'in-review' },
    { answer: 'delivered', releaseId, reference: 'prt_1' },
  ]);
  expect(names(due({ stage: 'publishing', ...at('reserved') }, before))).toEqual(['in-review']);
  expect(names(due({ stage: 'publishing', ...at('live', 'other') }, before))).toEqual([
    'in-review',
  ]);
  expect(due({ stage: 'published', ...at('live') }, before).at(-1)).toMatchObject({
    ...{ answer: 'ended', outcome: 'published' },
  });
});

test('no answer is given twice', () => {
  const first = due({ stage: 'review' }, before);
  expect(due({ stage: 'review' }, before, [accepted, ...first])).toEqual([]);
  const late = due({ stage: 'review' }, after, [accepted, ...first]);
  expect(names(late)).toEqual(['late']);
  expect(due({ stage: 'review' }, after, [accepted, ...first, ...late])).toEqual([]);
});

test('an order that is delivered or has ended is not late', () => {
  expect(names(due({ stage: 'publishing', ...at('delivered') }, after))).not.toContain('late');
  const delivered: OrderAnswer = { answer: 'delivered', trackId, reason: '' };
  expect(names(due({ stage: 'publishing' }, after, [accepted, delivered]))).toEqual(['in-review']);
  expect(names(due({ stage: 'cancelled' }, after))).toEqual(['ended']);
});

test('an order whose track has not started a day after its acceptance has failed', () => {
  const limit = Date.parse(answeredAt) + 24 * 3_600_000;
  expect(due(null, limit - 1)).toEqual([]);
  expect(due({ stage: 'accepted' }, limit)).toEqual([]);
  expect(due(null, limit)).toMatchObject([{ answer: 'ended', outcome: 'failed' }]);
});

test('every end of a track has an outcome', () => {
  const outcomes = STAGES.flatMap((stage) =>
    due({ stage }, before).flatMap(({ outcome }) => (outcome ? [`${stage}: ${outcome}`] : [])),
  );
  expect(outcomes).toEqual([
    'published: published',
    'delisted: rejected',
    'withdrawn: cancelled',
    'archived: rejected',
    'cancelled: cancelled',
    'failed: failed',
  ]);
});

test('an accepted order is expected after its review, but not after the deadline', () => {
  const review = ReviewTerms.parse({ expirySeconds: 3600 });
  const expected = (now: number) => acceptance(trackId, { deadline, review, now }).expectedBy;
  expect(expected(after - 2 * 3_600_000)).toBe('2026-12-01T11:00:00.000Z');
  expect(expected(after - 60_000)).toBe(deadline);
});

test('an order is open until it has ended, and outstanding until it is delivered', () => {
  const given = (answer: OrderAnswer['answer']): OrderAnswer[] => [
    accepted,
    { answer, trackId, reason: '' },
  ];
  expect([isOrderClosed([accepted]), isOutstanding([accepted])]).toEqual([false, true]);
  expect([isOrderClosed(given('late')), isOutstanding(given('late'))]).toEqual([false, true]);
  expect([isOrderClosed(given('delivered')), isOutstanding(given('delivered'))]).toEqual([
    false,
    false,
  ]);
  expect([isOrderClosed(given('ended')), isOutstanding(given('ended'))]).toEqual([true, false]);
});
