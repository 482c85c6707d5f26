import { afterAll, describe, expect, inject, it } from 'vitest';
import { ApiError } from '@fermata/clients/api';
import {
  AmendmentAccepted,
  ReleaseAccepted,
  ReleaseView,
  WithdrawAccepted,
} from '@fermata/contracts/http';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

let seed = 8200;

/** A track whose first version was sent back: the second one waits for its review. */
async function edited(title: string): Promise<{ trackId: string; reviewId: string }> {
  const trackId = await testStack.create({
    brief: { text: 'synthwave', title, durationSeconds: 5, seed: ++seed },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'send-back', { note: 'faster' });
  await testStack.event(trackId, 'review.opened', ({ data }) => data['version'] === 2);
  const { reviewId } = await testStack.review(trackId);
  return { trackId, reviewId };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ApiError && error.reason !== undefined;

/** Requests the withdrawal of the release again and again until it is taken. */
const withdraw = (trackId: string) =>
  testStack.until('the request of a withdrawal', () =>
    testStack
      .as('otto')
      .post(`/v1/tracks/${trackId}/withdraw`, { reason: 'not cleared' }, WithdrawAccepted)
      .catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        return undefined;
      }),
  );

const approve = (reviewId: string) =>
  testStack.as('rita').command(`/v1/reviews/${reviewId}/approve`, {});

const typesOf = async (trackId: string): Promise<string[]> =>
  (await testStack.events(trackId)).map(({ type }) => type);

describe.concurrent('requests at the same time', () => {
  it('a single and two albums of one recording start at once: it has one ISRC on all of them', async () => {
    const tracks = await Promise.all(
      ['Shared', 'Other'].map(async (title) => {
        const trackId = await testStack.create({
          brief: { text: 'synthwave', title, durationSeconds: 5, seed: ++seed },
          release: { publishOn: 'request' },
        });
        await testStack.stage(trackId, 'review');
        await testStack.decide(trackId, 'approve');
        await testStack.stage(trackId, 'approved');
        return trackId;
      }),
    );
    const [shared = ''] = tracks;
    const rita = testStack.as('rita');
    const album = (recordings: readonly string[], key: string) =>
      rita.post(
        '/v1/releases',
        { title: key, recordings: recordings.map((trackId) => ({ trackId, version: 1 })) },
        ReleaseAccepted,
        { idempotencyKey: `${key}-${shared}`.replaceAll(' ', '-') },
      );
    const [, one, two] = await Promise.all([
      rita.command(`/v1/tracks/${shared}/start`, {}),
      album(tracks, 'Shared first'),
      album(tracks.toReversed(), 'Shared last'),
    ]);
    const { releaseId } = await testStack.stage(shared, 'published');
    const live = await Promise.all(
      [releaseId ?? '', one.releaseId, two.releaseId].map((id) =>
        testStack.until(`${id} on sale`, async () => {
          const view = await testStack.as('otto').get(`/v1/releases/${id}`, ReleaseView);
          return view.endedAt === null ? undefined : view;
        }),
      ),
    );
    expect(live.map(({ outcome }) => outcome)).toEqual(['live', 'live', 'live']);
    const isrcs = live.map(
      ({ recordings }) => recordings.find(({ trackId }) => trackId === shared)?.isrc,
    );
    expect(new Set(isrcs)).toEqual(new Set([expect.stringMatching(/^XXTST/)]));
    expect(new Set(live.map(({ upc }) => upc)).size).toBe(3);
  });

  it('a next version that is approved while its takedown is requested is withdrawn once on sale', async () => {
    const { trackId, reviewId } = await edited('Edited and withdrawn');
    const [answer] = await Promise.all([approve(reviewId), withdraw(trackId)]);
    expect(answer).toMatchObject({ outcome: 'accepted' });
    const { releaseId, partners, version } = await testStack.stage(trackId, 'withdrawn');
    expect([version, partners]).toMatchObject([2, [{ state: 'taken-down' }]]);
    expect(await testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 0 });
    const types = await typesOf(trackId);
    expect(types.indexOf('track.published')).toBeLessThan(types.indexOf('withdrawal.requested'));
    expect(types).toContain('withdrawal.ended');
  });

  it('a next version that is approved while its track is cancelled: the events say which one counts', async () => {
    const { trackId, reviewId } = await edited('Edited and cancelled');
    const [, cancelled] = await Promise.all([
      approve(reviewId),
      testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {}),
    ]);
    const { stage, releaseId } = await testStack.until('an end', async () => {
      const view = await testStack.track(trackId);
      return view.stage === 'cancelled' || view.stage === 'published' ? view : undefined;
    });
    const types = await typesOf(trackId);
    const live = releaseId === null ? 0 : (await testStack.partnerStats(releaseId)).live;
    if (stage === 'cancelled') {
      expect(cancelled).toMatchObject({ outcome: 'accepted' });
      expect(types).toContain('track.cancelled');
      expect(types).not.toContain('track.published');
      expect(live).toBe(0);
    } else {
      // Its answer may come before the outcome is known.
      expect(cancelled).toMatchObject(
        cancelled.outcome === 'refused' ? { reason: 'late' } : { outcomeOpen: true },
      );
      expect(types).toContain('command.refused');
      expect(types).not.toContain('track.cancelled');
      expect(live).toBe(1);
    }
  });

  it('an amendment and a takedown: the partner has nothing, and the events name the metadata shown', async () => {
    const trackId = await testStack.create({
      brief: {
        text: 'synthwave',
        title: 'Amended and withdrawn',
        durationSeconds: 5,
        seed: ++seed,
      },
    });
    await testStack.stage(trackId, 'review');
    const { releaseId } = await testStack.approve(trackId);
    const [amended] = await Promise.all([
      testStack
        .as('otto')
        .post(
          `/v1/releases/${releaseId ?? ''}/amendments`,
          { title: 'Late Rain', reason: 'renamed' },
          AmendmentAccepted,
        )
        .catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
          return null;
        }),
      withdraw(trackId),
    ]);
    const { partners } = await testStack.stage(trackId, 'withdrawn');
    expect(partners).toMatchObject([{ state: 'taken-down' }]);
    expect(await testStack.partnerStats(releaseId ?? '')).toMatchObject({ live: 0, takedowns: 1 });
    const types = await typesOf(trackId);
    if (amended === null) {
      expect(types).not.toContain('amendment.requested');
      return;
    }
    const { data } = await testStack.event(trackId, 'amendment.ended');
    if (data['outcome'] === 'shown') expect(types).toContain('amendment.shown');
    else expect(data).toMatchObject({ outcome: 'not-shown', have: [] });
  });
});
