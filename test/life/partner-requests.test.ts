import { afterAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { SIGNALS } from '@fermata/contracts/temporal';
import { workflowIds } from '@fermata/contracts/values';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

const Answers = z.object({
  answers: z.array(z.object({ type: z.string(), code: z.string().nullable() })),
});
let seed = 900;
let requests = 0;

const create = (title: string): Promise<string> =>
  testStack.create({
    release: { publishOn: 'request' },
    brief: { text: 'synthwave', title, durationSeconds: 5, seed: ++seed },
  });

/** The sandbox sends a signed webhook. Returns its request id. */
async function ask(trackId: string, requestId = `request-${process.pid}-${++requests}`) {
  await testStack.partner('POST', '/sandbox/requests', { trackId, requestId });
  return requestId;
}

/** Waits until the sandbox has these answers. */
const answered = (requestId: string, ...types: string[]): Promise<true> =>
  testStack.until(`${types.join(', ')} for ${requestId}`, async () => {
    const { answers } = Answers.parse(
      await testStack.partner('GET', `/v1/answers?requestId=${requestId}`),
    );
    const given = answers.map(({ type, code }) => code ?? type.replace('release.', ''));
    return given.join() === types.join() ? true : undefined;
  });

describe.concurrent('a partner asks for a release', () => {
  it('before the review: it is remembered while the track is made, and goes live with the approval', async () => {
    const trackId = await create('Asked at once');
    await testStack.event(trackId, 'track.accepted');
    // So that the request finds it in production.
    await testStack.as('ada').command(`/v1/tracks/${trackId}/hold`, {});
    const requestId = await ask(trackId);
    await answered(requestId, 'remembered');
    await testStack.as('ada').command(`/v1/tracks/${trackId}/resume`, {});
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    await testStack.stage(trackId, 'published');
    await answered(requestId, 'remembered', 'accepted');
    const types = (await testStack.events(trackId)).map(({ type }) => type);
    expect(types.indexOf('release.requested')).toBeLessThan(types.indexOf('review.opened'));
    expect(types.filter((type) => type === 'release.started')).toHaveLength(1);
  });

  it('during the review: it is remembered, and goes live with the approval', async () => {
    const trackId = await create('Asked in review');
    await testStack.stage(trackId, 'review');
    const requestId = await ask(trackId);
    await answered(requestId, 'remembered');
    await testStack.decide(trackId, 'approve');
    await testStack.stage(trackId, 'published');
    await answered(requestId, 'remembered', 'accepted');
    // The same request again, under another webhook id, changes nothing.
    await ask(trackId, requestId);
    const late = await ask(trackId);
    await answered(late, 'already-released');
    await answered(requestId, 'remembered', 'accepted');
    const types = (await testStack.events(trackId)).map(({ type }) => type);
    expect(types.filter((type) => type === 'release.started')).toHaveLength(1);
  });

  it('after the approval: a forged signal starts nothing, a signed webhook does', async () => {
    const trackId = await create('Asked late');
    await testStack.stage(trackId, 'review');
    await testStack.decide(trackId, 'approve');
    expect(await testStack.stage(trackId, 'approved')).toMatchObject({
      now: 'Approved, not released yet: waiting for a request of sandbox',
    });
    const { workflow } = await testStack.temporal();
    await workflow
      .getHandle(workflowIds.track(trackId))
      .signal(SIGNALS.releaseRequested, { partner: 'sandbox', webhookId: 'msg_forged' });
    const requestId = await ask(trackId);
    await testStack.stage(trackId, 'published');
    await answered(requestId, 'accepted');
    const asked = (await testStack.events(trackId)).filter(
      ({ type }) => type === 'release.requested',
    );
    expect(asked.map(({ data }) => data['requestId'])).toEqual([requestId]);
  });

  it('for a track that is not open, or unknown: the same refusal', async () => {
    const closed = await testStack.create({
      brief: { text: 'synthwave', title: 'Not open', durationSeconds: 5, seed: ++seed },
    });
    await testStack.stage(closed, 'review');
    await answered(await ask(closed), 'not-open');
    await answered(await ask(`trk_${'0'.repeat(24)}`), 'not-open');
    await testStack.decide(closed, 'reject');
  });
});

it('a partner that alone sells a release has it taken down, and is answered', async () => {
  const trackId = await testStack.create({
    brief: { text: 'synthwave', title: 'Claimed', durationSeconds: 5, seed: ++seed },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  await testStack.stage(trackId, 'published');
  const { data } = await testStack.event(trackId, 'delivery.confirmed');
  const path = `/sandbox/reservations/${String(data['partnerReference'])}/request-takedown`;
  const requestId = `takedown-${process.pid}`;
  await testStack.partner('POST', path, { requestId, reason: 'a label claims it' });
  const { partners } = await testStack.stage(trackId, 'withdrawn');
  expect(partners).toMatchObject([{ name: 'sandbox', state: 'taken-down' }]);
  await answered(requestId, 'takedown.accepted');
});
