import { randomUUID } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem, ReviewMinimumView } from '@fermata/contracts/http';
import { TrackWorkflowInput } from '@fermata/contracts/temporal';
import { trackIdFor, workflowIds } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const create = (review: object, key: string = KEYS.ada, idempotencyKey: string = randomUUID()) =>
  harness.ask('POST', '/v1/tracks', {
    key,
    body: { brief: { text: 'calm ambient', durationSeconds: 5 }, review },
    headers: { 'idempotency-key': idempotencyKey },
  });

describe('review terms that nobody can meet', () => {
  it.each([
    ['more approvals than reviewers', { quorum: 3 }, KEYS.ada, 'quorum'],
    [
      'two approvals of one reviewer',
      { quorum: 2, reviewers: ['act_rita'] },
      KEYS.ada,
      'reviewers',
    ],
    ['an unknown reviewer', { reviewers: ['act_nobody'] }, KEYS.ada, 'reviewers'],
    ['a reviewer of another project', { reviewers: ['act_guest'] }, KEYS.ada, 'reviewers'],
    ['a reviewer without the role', { reviewers: ['act_ada'] }, KEYS.ada, 'reviewers'],
    ['the requester alone', { reviewers: ['act_otto'] }, KEYS.otto, 'reviewers'],
  ])('are refused before the track starts: %s', async (_name, review, key, field) => {
    const before = await harness.workflows();
    const answer = await create(review, key);
    expect(Problem.parse(answer.body)).toMatchObject({
      type: 'urn:fermata:problem:review-terms',
      status: 422,
      detail: expect.stringContaining('Rita [act_rita]'),
      errors: [{ path: `body.review.${field}` }],
    });
    expect(await harness.workflows()).toBe(before);
  });

  it('are refused as invalid if a time comes after the expiry', async () => {
    const answer = await create({ expirySeconds: 60, reminderSeconds: 61 });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 400,
      errors: [{ path: 'body.review.reminderSeconds' }],
    });
  });
});

describe('the minimum review terms of a project', () => {
  const put = (body: unknown, key: string = KEYS.otto) =>
    harness.ask('PUT', '/v1/review-minimum', { key, body });

  it('are set by operations, with an event, and hold for new tracks of the project', async () => {
    for (const key of [KEYS.ada, KEYS.rita, KEYS.shop])
      expect((await put({ quorum: 2 }, key)).status).toBe(403);
    expect(Problem.parse((await put({ quorum: 3 })).body)).toMatchObject({
      type: 'urn:fermata:problem:review-terms',
      errors: [{ path: 'body.quorum' }],
    });
    const minimum = { quorum: 2, reviewers: [], ownWorkAllowed: false, graceSeconds: 60 };
    for (let repeat = 0; repeat < 2; repeat += 1)
      expect(ReviewMinimumView.parse((await put(minimum)).body)).toMatchObject({
        ...minimum,
        setBy: 'act_otto',
      });
    const shown = await harness.ask('GET', '/v1/review-minimum', { key: KEYS.ada });
    expect(ReviewMinimumView.parse(shown.body)).toMatchObject(minimum);
    const events = await harness.catalogue.events.readStream('project/default');
    expect(events.filter(({ type }) => type === 'review-minimum.set')).toMatchObject([
      { actor: 'act_otto', data: minimum },
    ]);

    const refused = await create({ quorum: 1, graceSeconds: 0, ownWorkAllowed: true });
    expect(Problem.parse(refused.body)).toMatchObject({
      status: 422,
      errors: [
        { path: 'body.review.quorum', message: 'must be at least 2 in this project' },
        { path: 'body.review.graceSeconds' },
        { path: 'body.review.ownWorkAllowed' },
      ],
    });
    expect((await create({}, KEYS.ada, 'raised')).status).toBe(202);
    const handle = harness.client.workflow.getHandle(
      workflowIds.track(trackIdFor('default', 'act_ada', 'raised')),
    );
    const [started] = (await handle.fetchHistory()).events ?? [];
    const [payload] = started?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
    const input = payload && defaultPayloadConverter.fromPayload(payload);
    expect(TrackWorkflowInput.parse(input).review).toMatchObject({ quorum: 2, graceSeconds: 60 });

    const elsewhere = await create({ quorum: 1 }, KEYS.stranger);
    expect(elsewhere.status, 'the minimum of another project').toBe(202);
    expect((await put({})).status).toBe(200);
    expect((await create({ quorum: 1, graceSeconds: 0 })).status).toBe(202);
  });
});
