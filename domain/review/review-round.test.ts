import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecisionClaims,
  deriveId,
  type RequestedReviewTerms,
  ReviewTerms,
} from '@fermata/contracts/values';
import { describeReview } from './describe-review.ts';
import { ReviewRound, type Ruling } from './review-round.ts';

const subject = {
  reviewId: deriveId('rev', 1),
  trackId: deriveId('trk', 1),
  projectId: 'default',
  requestedBy: 'act_ada',
  reviewed: { version: 3, versionSha256: 'ab'.repeat(32) },
  earlier: [
    { version: 1, versionSha256: '01'.repeat(32) },
    { version: 2, versionSha256: '02'.repeat(32) },
  ],
};
/** What a token for an earlier version has in place of the version under review. */
const first = { versionSha256: '01'.repeat(32) };
const T0 = Date.UTC(2026, 0, 1);
const SECOND = 1000;
let counter = 0;

function claims(
  action: DecisionClaims['action'],
  reviewer = 'act_rita',
  other: Partial<DecisionClaims> = {},
): DecisionClaims {
  const { reviewId, trackId, projectId, reviewed } = subject;
  return {
    decisionId: deriveId('dec', ++counter),
    projectId,
    trackId,
    reviewId,
    versionSha256: reviewed.versionSha256,
    reviewer,
    action,
    contentSha256: 'cd'.repeat(32),
    expiresAt: 4_000_000_000,
    ...other,
  };
}
const round = (terms: RequestedReviewTerms = {}) =>
  new ReviewRound(
    subject,
    ReviewTerms.parse({
      graceSeconds: 10,
      reminderSeconds: 100,
      escalationSeconds: 200,
      expirySeconds: 300,
      ...terms,
    }),
    T0,
  );

describe('a review', () => {
  it('is approved after its grace period, not before', () => {
    const review = round();
    expect(review.decide(claims('approve'), {}, T0)).toMatchObject({
      ok: true,
      graceUntil: T0 + 10 * SECOND,
    });
    expect(review.tick(T0 + 9.999 * SECOND)).toBeNull();
    expect([review.tick(T0 + 10 * SECOND), review.state]).toEqual(['conclude', 'approved']);
  });

  it('waits for its quorum, of different people', () => {
    const review = round({ quorum: 2 });
    expect(review.decide(claims('approve'), {}, T0)).toMatchObject({ ok: true, graceUntil: null });
    expect(review.decide(claims('approve'), {}, T0)).toMatchObject({
      ok: false,
      reason: 'twice',
    });
    expect(review.decide(claims('approve', 'act_rolf'), {}, T0)).toMatchObject({
      ok: true,
      graceUntil: T0 + 10 * SECOND,
    });
  });

  it('is closed by one rejection, with any quorum', () => {
    const review = round({ quorum: 3 });
    review.decide(claims('approve'), {}, T0);
    review.decide(claims('reject', 'act_rolf'), { note: 'no' }, T0);
    review.tick(T0 + 10 * SECOND);
    expect([review.state, review.note]).toEqual(['rejected', 'no']);
  });

  it('keeps the edits of a send-back, and refuses edits with another verdict', () => {
    const review = round();
    expect(
      review.decide(claims('approve'), { edits: [{ op: 'remove', part: 'bass' }] }, T0),
    ).toMatchObject({
      ok: false,
      reason: 'bad-token',
    });
    const sentBack = claims('send-back');
    const edits = [{ op: 'remake' as const, part: 'bass' as const, section: 2 }];
    const understanding = [
      {
        ...{ quote: 'another bass', field: 'remake', value: 'bass' },
        ...{ outcome: 'honoured' as const, reason: 'another take of the bass' },
      },
    ];
    review.decide(sentBack, { note: 'another bass', edits, understanding }, T0);
    expect(review.feedback).toEqual({
      ...{ decisionId: sentBack.decisionId, reviewer: 'act_rita', note: 'another bass' },
      ...{ edits, understanding },
    });
    review.undo({ ...sentBack, action: 'undo' }, T0);
    expect(review.feedback).toBeNull();
  });

  it('keeps the note of a send-back', () => {
    const review = round();
    review.decide(claims('send-back'), { note: 'slower please' }, T0);
    review.tick(T0 + 10 * SECOND);
    expect([review.state, review.note]).toEqual(['sent-back', 'slower please']);
  });

  it('approve against expiry: the clock decides, not the order of handling', () => {
    const late = round();
    expect(late.decide(claims('approve'), {}, T0 + 300 * SECOND)).toMatchObject({
      ok: false,
      reason: 'late',
    });
    expect([late.tick(T0 + 300 * SECOND), late.state]).toEqual(['expire', 'expired']);
    const inTime = round();
    expect(inTime.decide(claims('approve'), {}, T0 + 299.999 * SECOND)).toMatchObject({
      ok: true,
    });
    expect([inTime.tick(T0 + 310 * SECOND), inTime.state]).toEqual(['conclude', 'approved']);
  });

  it('undo against grace: possible until the grace period ends, by the same person, once', () => {
    const review = round();
    const decision = claims('approve');
    review.decide(decision, {}, T0);
    const undo = claims('undo', 'act_rita', { decisionId: decision.decisionId });
    expect(review.undo({ ...undo, reviewer: 'act_rolf' }, T0 + SECOND)).toMatchObject({
      reason: 'not-allowed',
    });
    expect(review.undo(undo, T0 + 10 * SECOND)).toMatchObject({ reason: 'late' });
    expect(review.undo(undo, T0 + 9 * SECOND)).toMatchObject({ ok: true, graceUntil: null });
    expect(review.state).toBe('open');
    expect(review.undo(undo, T0 + 9 * SECOND)).toMatchObject({ reason: 'twice' });
    expect(review.decide(claims('reject'), {}, T0 + 9 * SECOND)).toMatchObject({ ok: true });
  });

  it('keeps the time of a verdict when another reviewer undoes a decision that it does not need', () => {
    const review = round({ quorum: 2 });
    const approval = claims('approve');
    review.decide(approval, {}, T0);
    review.decide(claims('reject', 'act_rolf'), {}, T0 + SECOND);
    expect(
      review.undo(claims('undo', 'act_rita', { decisionId: approval.decisionId }), T0 + 5 * SECOND),
    ).toMatchObject({ ok: true, graceUntil: T0 + 11 * SECOND });
    expect(review.state).toBe('grace');
  });

  it('refuses another version, another track, strangers and own work', () => {
    const review = round({ reviewers: ['act_rita', 'act_ada'] });
    expect(
      review.decide(claims('approve', 'act_rita', { versionSha256: 'cd'.repeat(32) }), {}, T0),
    ).toMatchObject({ reason: 'stale' });
    expect(
      review.decide(claims('approve', 'act_rita', { reviewId: deriveId('rev', 2) }), {}, T0),
    ).toMatchObject({ reason: 'stale' });
    expect(
      review.decide(claims('approve', 'act_rita', { trackId: deriveId('trk', 2) }), {}, T0),
    ).toMatchObject({ reason: 'bad-token' });
    expect(review.decide(claims('approve', 'act_rolf'), {}, T0)).toMatchObject({
      reason: 'not-allowed',
    });
    expect(review.decide(claims('approve', 'act_ada'), {}, T0)).toMatchObject({
      reason: 'not-allowed',
    });
    expect(review.decisions).toEqual([]);
  });

  it('two reviewers at once: the first one counts, the second is late', () => {
    const review = round();
    expect(review.decide(claims('approve'), {}, T0)).toMatchObject({ ok: true });
    expect(review.decide(claims('reject', 'act_rolf'), {}, T0)).toMatchObject({
      ok: false,
      reason: 'late',
    });
  });

  it('reminds, escalates and expires in this order, each once', () => {
    const review = round();
    const seen = [];
    for (let now = T0; !review.closed; now = review.nextDue()?.at ?? now) {
      const action = review.tick(now);
      if (action) seen.push([action, (now - T0) / SECOND]);
    }
    expect(seen).toEqual([
      ['remind', 100],
      ['escalate', 200],
      ['expire', 300],
    ]);
  });

  it('does not run out while the track is held', () => {
    const review = round();
    review.hold(T0 + 100 * SECOND);
    expect(review.nextDue()).toBeNull();
    expect(review.tick(T0 + 10_000 * SECOND)).toBeNull();
    review.resume(T0 + 10_000 * SECOND);
    expect(review.expiresAt).toBe(T0 + (10_000 + 200) * SECOND);
  });

  it('a decision taken while held starts its grace period when the track is resumed', () => {
    const review = round();
    review.hold(T0 + 5 * SECOND);
    review.decide(claims('approve'), {}, T0 + 50 * SECOND);
    review.resume(T0 + 60 * SECOND);
    expect(review.nextDue()).toMatchObject({ at: T0 + 70 * SECOND });
  });

  it('reaches no undefined state with any sequence of actions', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 120 }),
      action: fc.constantFrom(
        'approve',
        'reject',
        'send-back',
        'undo',
        'hold',
        'resume',
        'cancel',
        'tick',
      ),
      reviewer: fc.constantFrom('act_rita', 'act_rolf', 'act_ada'),
      quorum: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 3 }),
        (steps, quorum) => {
          const review = round({ quorum });
          let now = T0;
          for (const { wait, action, reviewer } of steps) {
            now += wait * SECOND;
            const before = review.state;
            const own = review.decisions.find(
              (decision) => decision.reviewer === reviewer && !decision.undone,
            );
            const effect =
              action === 'hold'
                ? review.hold(now)
                : action === 'resume'
                  ? review.resume(now)
                  : action === 'cancel'
                    ? review.cancel()
                    : action === 'tick'
                      ? review.tick(now)
                      : action === 'undo'
                        ? review.undo(
                            claims('undo', reviewer, {
                              decisionId: own?.decisionId ?? deriveId('dec', 0),
                            }),
                            now,
                          )
                        : review.decide(claims(action, reviewer), {}, now);
            if (['approved', 'rejected', 'sent-back', 'expired', 'cancelled'].includes(before)) {
              expect(review.state).toBe(before);
              if (typeof effect === 'object' && effect !== null)
                expect(effect).toMatchObject({ ok: false });
            }
            const counting = review.decisions.filter((decision) => !decision.undone);
            expect(new Set(counting.map((decision) => decision.reviewer)).size).toBe(
              counting.length,
            );
            expect(review.state === 'grace').toBe(review.pendingVerdict !== null && !review.closed);
            if (review.state === 'approved')
              expect(
                counting.filter((decision) => decision.verdict === 'approve').length,
              ).toBeGreaterThanOrEqual(quorum);
            if (review.state === 'rejected' || review.state === 'sent-back')
              expect(counting.some((decision) => decision.verdict !== 'approve')).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('an earlier version', () => {
  const approveFirst = (reviewer = 'act_rita') => claims('approve', reviewer, first);

  it('is approved in place of the version under review', () => {
    const review = round();
    expect(review.decide(approveFirst(), { version: 1 }, T0)).toEqual({
      ok: true,
      graceUntil: T0 + 10 * SECOND,
      decided: subject.earlier[0],
    });
    expect(review.tick(T0 + 10 * SECOND)).toBe('conclude');
    expect([review.state, review.decided]).toEqual(['approved', subject.earlier[0]]);
  });

  it('needs the quorum for itself: approvals of other versions do not count', () => {
    const review = round({ quorum: 2 });
    review.decide(claims('approve', 'act_rita'), {}, T0);
    expect(review.decide(approveFirst('act_rolf'), { version: 1 }, T0)).toMatchObject({
      graceUntil: null,
    });
    expect(review.state).toBe('open');
    expect(review.decide(approveFirst('act_otto'), { version: 1 }, T0)).toMatchObject({
      graceUntil: T0 + 10 * SECOND,
    });
    expect(review.decided).toEqual(subject.earlier[0]);
  });

  it('is open again when its approval is undone, and another version starts its own grace', () => {
    const review = round();
    const given = approveFirst();
    review.decide(given, { version: 1 }, T0);
    expect(review.undo(claims('undo', 'act_rita', { decisionId: given.decisionId }), T0)).toEqual({
      ok: true,
      graceUntil: null,
      decided: subject.reviewed,
    });
    expect(review.decide(claims('approve'), {}, T0 + SECOND)).toMatchObject({
      graceUntil: T0 + 11 * SECOND,
      decided: subject.reviewed,
    });
  });

  it.each<[string, Ruling, string]>([
    ['without its name', round().decide(approveFirst(), {}, T0), 'stale'],
    [
      'with the hash of another version',
      round().decide(claims('approve'), { version: 1 }, T0),
      'stale',
    ],
    ['that was never under review', round().decide(approveFirst(), { version: 4 }, T0), 'unknown'],
    [
      'that is sent back again',
      round().decide(claims('send-back', 'act_rita', first), { version: 1 }, T0),
      'not-allowed',
    ],
    ['of their own', round().decide(approveFirst('act_ada'), { version: 1 }, T0), 'not-allowed'],
  ])('is not approved %s', (_, ruling, reason) => {
    expect(ruling).toMatchObject({ ok: false, reason });
  });

  it('named by its number is the version under review, too', () => {
    expect(round().decide(claims('approve'), { version: 3 }, T0)).toMatchObject({ ok: true });
  });

  it('in its grace period survives a continued run', () => {
    const original = round();
    original.decide(approveFirst(), { version: 1 }, T0);
    const copy = ReviewRound.restore(subject, original.terms, original.snapshot());
    expect([copy.decided, copy.graceUntil]).toEqual([subject.earlier[0], T0 + 10 * SECOND]);
  });

  it('is described with its approvals', () => {
    const review = round({ quorum: 2 });
    review.decide(approveFirst(), { version: 1 }, T0);
    const facts = {
      ...{ state: 'open' as const, version: 3, terms: { quorum: 2 }, expiresAt: T0 },
      ...{ decisions: review.decisions, effectiveAt: null, reminderDue: false, escalated: false },
    };
    expect(describeReview(facts, true)).toBe(
      'Waiting for a reviewer: 0 of 2 approvals, 1 of 2 of version 1',
    );
    expect(describeReview({ ...facts, terms: { quorum: 1 } }, true)).toMatch(
      /^Approved: version 1; takes effect/,
    );
  });
});

describe('a snapshot of an open review', () => {
  it('restores decisions, grace period, reminders and a hold', () => {
    const original = round({ quorum: 2 });
    expect(original.tick(T0 + 100 * SECOND)).toBe('remind');
    original.decide(claims('approve', 'act_rita'), { note: 'fine' }, T0 + 101 * SECOND);
    original.decide(claims('approve', 'act_rolf'), {}, T0 + 102 * SECOND);
    original.hold(T0 + 105 * SECOND);
    const copy = ReviewRound.restore(subject, original.terms, original.snapshot());
    expect(copy.snapshot()).toEqual(original.snapshot());
    for (const each of [original, copy]) each.resume(T0 + 205 * SECOND);
    expect(copy.nextDue()).toEqual(original.nextDue());
    expect(copy.nextDue()).toEqual({ at: T0 + 212 * SECOND, action: 'conclude' });
    expect(copy.tick(T0 + 212 * SECOND)).toBe('conclude');
    expect([copy.state, copy.note]).toEqual(['approved', original.note]);
  });

  it('throws for a closed review', () => {
    const closed = round();
    closed.cancel();
    expect(() => closed.snapshot()).toThrow(RangeError);
  });
});
