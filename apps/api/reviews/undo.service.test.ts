import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { Problem } from '@fermata/contracts/http';
import { deriveId, MetadataTerms, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';
import { trackEnvelope } from '../testing/track-envelope.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const sha256 = 'ab'.repeat(32);

/** A track with an open review, and the envelope of its further events. */
async function openReview(name: string) {
  const trackId = deriveId('trk', name);
  const reviewId = deriveId('rev', name);
  const terms = ReviewTerms.parse({});
  const envelope = trackEnvelope(trackId);
  const events: NewEvent[] = [
    {
      ...envelope,
      sequence: 1,
      type: 'track.accepted',
      data: {
        trackId,
        brief: { text: 'night bus', durationSeconds: 30, use: 'commercial' },
        candidates: 3,
        release: ReleaseTerms.parse({}),
        metadata: MetadataTerms.parse({}),
        review: terms,
        requestedBy: 'act_ada',
        requestSha256: sha256,
      },
    },
    {
      ...envelope,
      sequence: 2,
      type: 'review.opened',
      data: {
        reviewId,
        version: 1,
        versionSha256: sha256,
        terms,
        expiresAt: '2026-11-29T12:00:00.000Z',
      },
    },
  ];
  await harness.catalogue.events.append(events);
  return { trackId, reviewId, envelope };
}

it('an undo by an actor without a decision is refused and recorded', async () => {
  const { trackId, reviewId } = await openReview('undo');
  const answer = await harness.ask('POST', `/v1/reviews/${reviewId}/undo`, {
    key: KEYS.rita,
    body: {},
  });
  expect(Problem.parse(answer.body)).toMatchObject({ status: 409, reason: 'unknown' });
  expect((await harness.catalogue.events.readStream('project/default')).at(-1)).toMatchObject({
    type: 'late-command.refused',
    actor: 'act_rita',
    data: { trackId, command: 'undo', reason: 'unknown' },
  });
});

it('an undo of an undone decision says that it is undone already', async () => {
  const { reviewId, envelope } = await openReview('undone');
  const decisionId = deriveId('dec', 'undone');
  await harness.catalogue.events.append([
    {
      ...envelope,
      sequence: 3,
      type: 'review.decided',
      data: {
        ...{ reviewId, decisionId, verdict: 'reject', reviewer: 'act_rita', via: 'update' },
        ...{ version: 1, versionSha256: 'ab'.repeat(32) },
      },
    },
    {
      ...envelope,
      sequence: 4,
      type: 'review.undone',
      data: { reviewId, decisionId, reviewer: 'act_rita', state: 'open' },
    },
  ]);
  for (const body of [{}, { decisionId }])
    expect(
      await harness.ask('POST', `/v1/reviews/${reviewId}/undo`, { key: KEYS.rita, body }),
    ).toMatchObject({
      status: 200,
      body: {
        outcome: 'accepted',
        detail: 'the decision is undone already; nothing has changed',
      },
    });
});
