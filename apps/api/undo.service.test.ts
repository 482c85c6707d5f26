import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewEvent } from '@fermata/contracts/events';
import { Problem } from '@fermata/contracts/http';
import { deriveId, ReleaseTerms, ReviewTerms } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from './testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

it('an undo by an actor without a decision is refused and recorded', async () => {
  const trackId = deriveId('trk', 'undo');
  const reviewId = deriveId('rev', 'undo');
  const sha256 = 'ab'.repeat(32);
  const terms = ReviewTerms.parse({});
  const envelope = {
    projectId: 'default',
    stream: `track/${trackId}`,
    occurredAt: '2026-11-22T12:00:00.000Z',
    actor: 'act_ada',
    workflowId: `track/${trackId}`,
    runId: 'run',
  };
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
