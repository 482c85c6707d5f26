import { afterAll, describe, expect, inject, it } from 'vitest';
import { deriveId, workflowIds } from '@fermata/contracts/values';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));

afterAll(() => testStack.close());

/** Tracks with the same text and seed share renders. A track that goes on sale needs its own seed. */
const SAME = 'warm lo-fi bed';

describe.concurrent('the life of a track', () => {
  it('goes from a sentence to a shop', async () => {
    const trackId = await testStack.create({
      candidates: 2,
      brief: { text: 'warm lo-fi bed for a study video', durationSeconds: 10, seed: 11 },
    });
    const waiting = await testStack.stage(trackId, 'review');
    expect(waiting.intent).toMatchObject({ style: 'lo-fi', mood: 'warm' });
    expect(waiting.candidates).toHaveLength(2);
    const [version] = waiting.versions;
    expect(version?.masterFigures?.integratedLufs).toBeGreaterThan(-14.5);
    expect(version?.masterFigures?.integratedLufs).toBeLessThan(-13.5);
    expect(version?.masterFigures?.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(Math.abs((version?.masterFigures?.durationSeconds ?? 0) - 10)).toBeLessThanOrEqual(0.05);
    expect(version?.stemSumDeviationDbfs).toBeLessThanOrEqual(-90);
    const published = await testStack.approve(trackId);
    expect(published.partners).toMatchObject([{ name: 'sandbox', state: 'live' }]);
    const shop = await (await fetch(testStack.variable('PARTNER_SANDBOX_URL'))).text();
    expect(version?.isrc).toMatch(/^XXTST\d{7}$/);
    expect(shop).toContain(`ISRC ${version?.isrc}`);
    expect(shop).toContain(`UPC ${published.upc}`);
    expect(await testStack.partnerStats(published.releaseId ?? '')).toMatchObject({
      reservations: 1,
      deliveries: 1,
      live: 1,
      takedowns: 0,
    });
    const events = await testStack.events(trackId);
    expect(new Set(events.map(({ stream, sequence }) => `${stream}#${sequence}`)).size).toBe(
      events.length,
    );
  });

  it('is archived when it is rejected', async () => {
    const trackId = await testStack.create();
    await testStack.stage(trackId, 'review');
    expect(await testStack.decide(trackId, 'reject', { note: 'not for us' })).toMatchObject({
      outcome: 'accepted',
    });
    await testStack.stage(trackId, 'archived');
    expect((await testStack.event(trackId, 'track.archived')).data).toMatchObject({
      reason: 'rejected',
    });
  });

  it('gets a next version from the reviewer’s note when it is sent back', async () => {
    const trackId = await testStack.create({
      brief: { text: 'slow lo-fi', durationSeconds: 8, seed: 3 },
    });
    const first = await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'send-back', { note: 'faster please, and no drums' });
    await testStack.event(trackId, 'review.opened', (event) => event.data['version'] === 2);
    const second = await testStack.track(trackId);
    expect(second.intent?.tempoBpm).toBeGreaterThan(first.intent?.tempoBpm ?? 0);
    expect(second.intent?.withoutParts).toContain('drums');
    expect(second.versions.map((version) => version.version)).toEqual([1, 2]);
    expect((await testStack.approve(trackId)).version).toBe(2);
  });

  it('is archived when no decision is made', async () => {
    const trackId = await testStack.create({
      review: { expirySeconds: 6, reminderSeconds: 0.2, escalationSeconds: 0.5 },
    });
    await testStack.stage(trackId, 'archived');
    const types = (await testStack.events(trackId)).map((event) => event.type);
    expect(types).toEqual(
      expect.arrayContaining(['review.reminder-due', 'review.escalated', 'track.archived']),
    );
    expect((await testStack.event(trackId, 'review.closed')).data).toMatchObject({
      outcome: 'expired',
    });
    // Each timer in the history names its purpose.
    const { events } = await (
      await testStack.temporal()
    ).workflow
      .getHandle(workflowIds.track(trackId))
      .fetchHistory();
    const timers = events
      ?.filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes)
      .map(({ userMetadata }) => Buffer.from(userMetadata?.summary?.data ?? []).toString());
    expect(timers).toContain('"The review expires"');
    expect(timers).not.toContain('');
  });

  it('lets a person pick within a limit', async () => {
    const trackId = await testStack.create({
      candidates: 2,
      pick: { by: 'person', limitSeconds: 600 },
    });
    const picking = await testStack.stage(trackId, 'picking');
    const worst = picking.candidates.toSorted((a, b) => (a.rating ?? 0) - (b.rating ?? 0))[0];
    expect(
      await testStack
        .as('ada')
        .command(`/v1/tracks/${trackId}/pick`, { candidateId: deriveId('cand', 'unknown') }),
    ).toMatchObject({ outcome: 'refused', reason: 'unknown' });
    expect(
      await testStack
        .as('ada')
        .command(`/v1/tracks/${trackId}/pick`, { candidateId: worst?.candidateId }),
    ).toMatchObject({ outcome: 'accepted' });
    expect((await testStack.event(trackId, 'candidate.picked')).data).toMatchObject({
      by: 'person',
      candidateId: worst?.candidateId,
    });
    await testStack.stage(trackId, 'review');
  });

  it('picks by rating when the limit is over', async () => {
    const trackId = await testStack.create({
      candidates: 2,
      pick: { by: 'person', limitSeconds: 1 },
    });
    expect((await testStack.event(trackId, 'candidate.picked')).data).toMatchObject({
      by: 'limit',
    });
  });

  it('can be held, and continues when it is resumed', async () => {
    const trackId = await testStack.create();
    await testStack.stage(trackId, 'review');
    expect(
      await testStack
        .as('otto')
        .command(`/v1/tracks/${trackId}/hold`, { reason: 'a question of rights' }),
    ).toMatchObject({ outcome: 'accepted' });
    expect(await testStack.as('otto').command(`/v1/tracks/${trackId}/hold`, {})).toMatchObject({
      outcome: 'refused',
    });
    expect(await testStack.decide(trackId, 'approve')).toMatchObject({ outcome: 'accepted' });
    expect((await testStack.track(trackId)).held).toBe(true);
    await testStack.as('otto').command(`/v1/tracks/${trackId}/resume`, {});
    await testStack.stage(trackId, 'published');
  });

  it('can be held while it is being published: no further step at the partner starts', async () => {
    const trackId = await testStack.create({
      brief: { text: SAME, title: 'Held while publishing [slow 8]', seed: 25 },
    });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    await testStack.event(trackId, 'delivery.delivered');
    await testStack.as('otto').command(`/v1/tracks/${trackId}/hold`, {});
    await testStack.event(trackId, 'delivery.answered');
    const { releaseId } = await testStack.track(trackId);
    expect(await testStack.partnerStats(releaseId ?? '')).toMatchObject({ confirmations: 0 });
    await testStack.as('otto').command(`/v1/tracks/${trackId}/resume`, {});
    await testStack.stage(trackId, 'published');
  });

  it('can be cancelled while it waits for a reviewer, and answers late decisions', async () => {
    const trackId = await testStack.create();
    await testStack.stage(trackId, 'review');
    const { reviewId } = await testStack.review(trackId);
    expect(
      await testStack
        .as('ada')
        .command(`/v1/tracks/${trackId}/cancel`, { reason: 'changed my mind' }),
    ).toMatchObject({ outcome: 'accepted' });
    await testStack.stage(trackId, 'cancelled');
    expect(await testStack.as('rita').command(`/v1/reviews/${reviewId}/approve`, {})).toMatchObject(
      {
        outcome: 'refused',
        reason: 'late',
      },
    );
  });

  it('withdraws the release when it is cancelled while publishing', async () => {
    const trackId = await testStack.create({ brief: { text: SAME, title: 'Cancelled [silent]' } });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    await testStack.event(trackId, 'delivery.delivered');
    await testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {});
    const cancelled = await testStack.stage(trackId, 'cancelled');
    expect(cancelled.partners).toMatchObject([{ state: 'taken-down' }]);
    expect(await testStack.partnerStats(cancelled.releaseId ?? '')).toMatchObject({
      reservations: 1,
      live: 0,
    });
  });

  it('is archived and withdrawn when the partner rejects it', async () => {
    const trackId = await testStack.create({ brief: { text: SAME, title: 'Not wanted [reject]' } });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    const archived = await testStack.stage(trackId, 'archived');
    expect((await testStack.event(trackId, 'track.archived')).data).toMatchObject({
      reason: 'release-rejected',
    });
    expect((await testStack.event(trackId, 'offer.withdrawn')).data).toMatchObject({
      verifiedState: 'taken-down',
    });
    expect(archived.partners).toMatchObject([{ state: 'taken-down' }]);
  });

  it('is withdrawn when the partner gives no answer', async () => {
    const trackId = await testStack.create({
      release: { answerSeconds: 2 },
      brief: { text: SAME, title: 'Unanswered [silent]' },
    });
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    await testStack.stage(trackId, 'archived');
    expect((await testStack.events(trackId)).map((event) => event.type)).toEqual(
      expect.arrayContaining(['delivery.timed-out', 'offer.withdrawn', 'release.ended']),
    );
  });

  it('can be withdrawn later by a separate workflow', async () => {
    const trackId = await testStack.create({ brief: { text: SAME, seed: 24 } });
    await testStack.stage(trackId, 'review');
    await testStack.approve(trackId);
    const [first, repeated] = await Promise.all([
      testStack.withdraw(trackId, 'rights unclear'),
      testStack.withdraw(trackId, 'rights unclear'),
    ]);
    expect(repeated.withdrawalId).toBe(first.withdrawalId);
    const withdrawn = await testStack.stage(trackId, 'withdrawn');
    expect(withdrawn.partners).toMatchObject([{ state: 'taken-down' }]);
    expect(await testStack.partnerStats(withdrawn.releaseId ?? '')).toMatchObject({
      live: 0,
      takedowns: 1,
    });
  });
});
