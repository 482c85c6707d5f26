import { afterAll, beforeAll, expect, it } from 'vitest';
import { Problem, ReviewView } from '@fermata/contracts/http';
import { sampleTrack } from '../../../prisma/testing/sample-track.ts';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** A track whose second version is under review. */
async function secondReview(name: string) {
  const life = sampleTrack(name);
  const opened = life.events.findLastIndex(({ type }) => type === 'review.opened') + 1;
  await harness.catalogue.events.append(life.events.slice(0, opened));
  return { ...life, reviewId: life.reviewIds[1] };
}

const reviewOf = async (reviewId: string, key: string): Promise<ReviewView> =>
  ReviewView.parse((await harness.ask('GET', `/v1/reviews/${reviewId}`, { key })).body);

it('a review shows its earlier versions, why each was sent back, and who may approve it', async () => {
  const { reviewId, versionSha256s } = await secondReview('shown');
  const earlier = {
    ...{ version: 1, versionSha256: versionSha256s[0], issue: null },
    sentBack: {
      ...{ reviewer: 'act_rita', note: 'too bright' },
      edits: [{ op: 'remake', part: 'bass' }],
      understanding: [{ quote: 'bright', outcome: 'ignored' }],
    },
  };
  expect(await reviewOf(reviewId, KEYS.rita)).toMatchObject({
    version: 2,
    earlierVersions: [{ ...earlier, allowedActions: ['approve'] }],
  });
  expect(await reviewOf(reviewId, KEYS.ada)).toMatchObject({
    earlierVersions: [{ ...earlier, allowedActions: [] }],
  });
});

it('a version that was never under review cannot be approved', async () => {
  const { reviewId } = await secondReview('unknown');
  const answer = await harness.ask('POST', `/v1/reviews/${reviewId}/approve`, {
    key: KEYS.rita,
    body: { version: 3 },
  });
  expect(Problem.parse(answer.body)).toMatchObject({ status: 409, reason: 'unknown' });
});

it('a ticket names the earlier version, and no other verdict may name one', async () => {
  const { reviewId } = await secondReview('ticket');
  const ticket = (body: object) =>
    harness.ask('POST', `/v1/reviews/${reviewId}/ticket`, { key: KEYS.rita, body });
  expect(await ticket({ verdict: 'approve', version: 1 })).toMatchObject({
    status: 200,
    body: { input: { version: 1 } },
  });
  expect(await ticket({ verdict: 'reject', version: 1 })).toMatchObject({ status: 400 });
});
