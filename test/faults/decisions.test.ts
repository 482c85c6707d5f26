import { afterAll, describe, expect, inject, it } from 'vitest';
import { SignalTicket, type TrackView } from '@fermata/contracts/http';
import { SIGNALS } from '@fermata/contracts/temporal';
import { type DecisionClaims, deriveId, workflowIds } from '@fermata/contracts/values';
import { signDecision } from '@fermata/temporal-config/decision-token';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

function claimsOf(
  track: TrackView,
  action: DecisionClaims['action'],
  other: Partial<DecisionClaims> = {},
): Omit<DecisionClaims, 'contentSha256'> {
  const { review, trackId } = track;
  if (!review) throw new Error(`${trackId} has no review`);
  return {
    decisionId: deriveId('dec', trackId, action),
    projectId: 'default',
    trackId,
    reviewId: review.reviewId,
    versionSha256: review.versionSha256,
    reviewer: 'act_rita',
    action,
    expiresAt: Math.floor(Date.now() / 1000) + 600,
    ...other,
  };
}
const sign = (claims: ReturnType<typeof claimsOf>, content: object = {}) =>
  signDecision(claims, content, testStack.variable('FERMATA_TOKEN_SECRET'));

async function signal(trackId: string, payload: unknown): Promise<void> {
  const client = await testStack.temporal();
  await client.workflow.getHandle(workflowIds.track(trackId)).signal(SIGNALS.decision, payload);
}

describe.concurrent('decisions', () => {
  it('two reviewers at once: one decision counts, the other is refused and recorded', async () => {
    const trackId = await testStack.create({
      review: { graceSeconds: 1 },
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 301 },
    });
    await testStack.stage(trackId, 'review');
    const answers = await Promise.all([
      testStack.decide(trackId, 'approve', { who: 'rita' }),
      testStack.decide(trackId, 'reject', { who: 'otto' }),
    ]);
    expect(answers.map((answer) => answer.outcome).toSorted()).toEqual(['accepted', 'refused']);
    expect((await testStack.event(trackId, 'command.refused')).data).toMatchObject({
      command: 'decide',
      reason: 'late',
    });
    const approved = answers[0].outcome === 'accepted';
    await testStack.stage(trackId, approved ? 'published' : 'archived');
  });

  it('approve against expiry: there is one outcome, whichever comes first', async () => {
    const trackId = await testStack.create({
      review: { expirySeconds: 8, graceSeconds: 0 },
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 302 },
    });
    await testStack.stage(trackId, 'review');
    const { reviewId, expiresAt } = await testStack.review(trackId);
    await testStack.until('a moment before the expiry', async () =>
      Date.now() > Date.parse(expiresAt) - 30 ? true : undefined,
    );
    const answer = await testStack.as('rita').command(`/v1/reviews/${reviewId}/approve`, {});
    const closed = await testStack.event(trackId, 'review.closed');
    expect(closed.data['outcome']).toBe(answer.outcome === 'accepted' ? 'approved' : 'expired');
    await testStack.stage(trackId, answer.outcome === 'accepted' ? 'published' : 'archived');
  });

  it('undo against grace: before its end the review is open again, after it the decision is final', async () => {
    const trackId = await testStack.create({
      review: { graceSeconds: 600 },
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 303 },
    });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    const { reviewId } = await testStack.review(trackId);
    expect(await testStack.as('otto').command(`/v1/reviews/${reviewId}/undo`, {})).toMatchObject({
      outcome: 'refused',
    });
    expect(await testStack.as('rita').command(`/v1/reviews/${reviewId}/undo`, {})).toMatchObject({
      outcome: 'accepted',
    });
    await testStack.until('the review to be open again', async () =>
      (await testStack.review(trackId)).state === 'open' ? true : undefined,
    );
    expect(await testStack.decide(trackId, 'reject')).toMatchObject({ outcome: 'accepted' });

    const quick = await testStack.create({
      review: { graceSeconds: 0 },
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 304 },
    });
    await testStack.stage(quick, 'review');
    const review = await testStack.review(quick);
    await testStack.decide(quick, 'approve');
    await testStack.stage(quick, 'published');
    expect(
      await testStack.as('rita').command(`/v1/reviews/${review.reviewId}/undo`, {}),
    ).toMatchObject({ outcome: 'refused', reason: 'late' });
  });

  it('a signed signal can be pasted once', async () => {
    const trackId = await testStack.create({
      review: { quorum: 2 },
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 305 },
    });
    await testStack.stage(trackId, 'review');
    const { reviewId } = await testStack.review(trackId);
    const ticket = await testStack
      .as('rita')
      .post(
        `/v1/reviews/${reviewId}/ticket`,
        { verdict: 'approve', note: 'by signal' },
        SignalTicket,
      );
    await signal(trackId, ticket.input);
    expect((await testStack.event(trackId, 'review.decided')).data).toMatchObject({
      via: 'signal',
      reviewer: 'act_rita',
      note: 'by signal',
    });
    await signal(trackId, ticket.input);
    expect((await testStack.event(trackId, 'command.refused')).data).toMatchObject({
      reason: 'twice',
    });
    await testStack.decide(trackId, 'approve', { who: 'otto' });
    await testStack.stage(trackId, 'published');
  });

  it('forged, stale, expired and unreadable decisions are recorded, without effect', async () => {
    const trackId = await testStack.create({
      brief: { text: 'lo-fi', durationSeconds: 8, seed: 306 },
    });
    const track = await testStack.stage(trackId, 'review');
    const good = sign(claimsOf(track, 'approve'));
    await signal(trackId, { token: `${good.slice(0, -4)}AAAA` });
    await signal(trackId, { token: signDecision(claimsOf(track, 'approve'), {}, 'ee'.repeat(32)) });
    await signal(trackId, {
      token: sign(
        claimsOf(track, 'approve', {
          versionSha256: 'ab'.repeat(32),
          decisionId: deriveId('dec', trackId, 'stale'),
        }),
      ),
    });
    await signal(trackId, { token: sign(claimsOf(track, 'approve', { expiresAt: 1 })) });
    await signal(trackId, {
      token: sign(
        claimsOf(track, 'approve', {
          reviewer: 'act_ada',
          decisionId: deriveId('dec', trackId, 'own'),
        }),
      ),
    });
    await signal(trackId, 'approve');
    const refusals = await testStack.until('six refusals', async () => {
      const refused = (await testStack.events(trackId)).filter(
        (event) => event.type === 'command.refused',
      );
      return refused.length === 6 ? refused.map((event) => event.data['reason']) : undefined;
    });
    expect(refusals.toSorted()).toEqual([
      'bad-token',
      'bad-token',
      'bad-token',
      'late',
      'not-allowed',
      'stale',
    ]);
    expect((await testStack.review(trackId)).decisions).toEqual([]);
    await testStack.approve(trackId);
  });
});
