import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem, TrackAccepted } from '@fermata/contracts/http';
import {
  Brief,
  MetadataTerms,
  ReleaseTerms,
  ReviewTerms,
  Sha256,
  trackIdFor,
  workflowIds,
} from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness, TEMPORAL_UI_URL } from '../testing/api-harness.ts';
import { trackEnvelope } from '../testing/track-envelope.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

const brief = { text: 'warm lo-fi bed for a study video', seed: 7 };
const create = (idempotencyKey: string, body: unknown = { brief }, key: string = KEYS.ada) =>
  harness.ask('POST', '/v1/tracks', { key, body, headers: { 'idempotency-key': idempotencyKey } });

describe('accepted = started', () => {
  it('answers 202 when Temporal has the workflow, with its complete input', async () => {
    const answer = await create('first');
    const accepted = TrackAccepted.parse(answer.body);
    expect(answer.status).toBe(202);
    expect(accepted).toMatchObject({
      trackId: trackIdFor('default', 'act_ada', 'first'),
      stage: 'accepted',
      created: true,
    });
    expect(accepted.links.temporal).toBe(
      `${TEMPORAL_UI_URL}/namespaces/default/workflows/track%2F${accepted.trackId}`,
    );
    const held = await harness.client.workflow
      .getHandle(workflowIds.track(accepted.trackId))
      .describe();
    expect(held).toMatchObject({
      type: 'trackWorkflow',
      taskQueue: 'control',
      status: { name: 'RUNNING' },
      memo: { projectId: 'default' },
    });
    expect(await held.staticSummary()).toBe(brief.text);
  });

  it('shows the track before its first event is written', async () => {
    const { trackId } = TrackAccepted.parse((await create('unseen')).body);
    const shown = await harness.ask('GET', `/v1/tracks/${trackId}`, { key: KEYS.rita });
    expect(TrackAccepted.parse(shown.body)).toMatchObject({
      trackId,
      stage: 'accepted',
      created: false,
    });
    expect(
      (await harness.ask('GET', `/v1/tracks/${trackId}/events`, { key: KEYS.rita })).body,
    ).toEqual({ items: [], nextCursor: null });
    expect(
      (await harness.ask('GET', `/v1/tracks/${trackId}/assets`, { key: KEYS.rita })).body,
    ).toEqual({ items: [] });
  });

  it('returns the same track for the same key and body, also concurrently', async () => {
    const before = await harness.workflows();
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('again')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      200, 200, 200, 200, 200, 200, 200, 202,
    ]);
    expect(new Set(answers.map(({ body }) => TrackAccepted.parse(body).trackId)).size).toBe(1);
    expect(answers.filter(({ body }) => TrackAccepted.parse(body).created)).toHaveLength(1);
    // With or without defaults, in any order: the same request.
    expect(
      (
        await create('again', {
          candidates: 3,
          brief: { seed: 7, text: ` ${brief.text} ` },
        })
      ).status,
    ).toBe(200);
    await expect.poll(() => harness.workflows()).toBe(before + 1);
  });

  it('refuses another body under the same key, and the same key elsewhere is another track', async () => {
    await create('taken');
    const answer = await create('taken', { brief: { ...brief, seed: 8 } });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 422,
      type: 'urn:fermata:problem:key-reused',
    });
    expect((await create('taken', { brief: { ...brief, seed: 8 } }, KEYS.stranger)).status).toBe(
      202,
    );
  });

  it('takes the same key of another person as another key', async () => {
    const body = { brief: { ...brief, seed: 9 } };
    const first = TrackAccepted.parse((await create('mine')).body);
    const other = await create('mine', body, KEYS.otto);
    expect(other.status).toBe(202);
    expect(TrackAccepted.parse(other.body)).toMatchObject({ created: true });
    expect(TrackAccepted.parse(other.body).trackId).not.toBe(first.trackId);
    expect((await create('mine', body, KEYS.otto)).status).toBe(200);
  });

  it('remembers a key after its workflow was ended, from the first event on', async () => {
    const { trackId, workflowId } = TrackAccepted.parse((await create('ended')).body);
    const handle = harness.client.workflow.getHandle(workflowId);
    const { requestSha256 } = z
      .object({ requestSha256: Sha256 })
      .parse((await handle.describe()).memo);
    await handle.terminate('test');
    expect((await create('ended')).status).toBe(202);
    await handle.terminate('test');
    await harness.catalogue.events.append([
      {
        ...trackEnvelope(trackId),
        sequence: 1,
        type: 'track.accepted',
        data: {
          ...{ trackId, candidates: 3, requestedBy: 'act_ada', requestSha256 },
          brief: Brief.parse(brief),
          review: ReviewTerms.parse({}),
          release: ReleaseTerms.parse({}),
          metadata: MetadataTerms.parse({}),
        },
      },
    ]);
    expect((await create('ended')).status).toBe(200);
    expect((await create('ended', { brief: { text: 'other' } })).status).toBe(422);
  });

  it('accepts a title that is longer than Temporal stores', async () => {
    const { workflowId } = TrackAccepted.parse(
      (await create('long', { brief: { text: '🎵'.repeat(1000) } })).body,
    );
    const summary = await (
      await harness.client.workflow.getHandle(workflowId).describe()
    ).staticSummary();
    expect(summary).toMatch(/^(🎵)+…$/u);
  });
});

describe('commands', () => {
  it('without a running worker are a 503 that may be repeated', async () => {
    const { trackId, workflowId } = TrackAccepted.parse((await create('no-worker')).body);
    const answer = await harness.ask('POST', `/v1/tracks/${trackId}/hold`, {
      key: KEYS.ada,
      body: {},
    });
    expect(Problem.parse(answer.body)).toMatchObject({
      status: 503,
      type: 'urn:fermata:problem:unavailable',
    });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(
      (await harness.ask('POST', `/v1/tracks/${trackId}/hold`, { key: KEYS.ada })).status,
    ).toBe(503);
    await harness.client.workflow.getHandle(workflowId).terminate('test');
  });

  it('after the end of the workflow are refused and recorded', async () => {
    const { trackId, workflowId } = TrackAccepted.parse((await create('late')).body);
    await harness.client.workflow.getHandle(workflowId).terminate('test');
    const answer = await harness.ask('POST', `/v1/tracks/${trackId}/cancel`, {
      key: KEYS.ada,
      body: { reason: 'too late' },
    });
    expect(Problem.parse(answer.body)).toMatchObject({ status: 409, reason: 'late' });
    expect((await harness.catalogue.events.readStream('project/default')).at(-1)).toMatchObject({
      type: 'late-command.refused',
      actor: 'act_ada',
      data: { trackId, command: 'cancel', reason: 'late' },
    });
  });
});

describe('while Temporal is unavailable', () => {
  it('reports it, starts nothing, and recovers', async () => {
    const pid = harness.temporal.process.pid;
    if (pid === null) throw new Error('Temporal does not run');
    process.kill(pid, 'SIGSTOP');
    // SIGSTOP takes a moment to reach every thread, so the first check may still succeed.
    const failing = {
      status: 503,
      body: {
        status: 'failing',
        checks: { temporal: { ok: false }, postgres: { ok: true }, s3: { ok: true } },
      },
    };
    const [answer] = await Promise.all([
      create('away'),
      expect
        .poll(() => harness.ask('GET', '/health/ready'), { timeout: 9_000 })
        .toMatchObject(failing),
    ]);
    process.kill(pid, 'SIGCONT');
    expect(Problem.parse(answer.body)).toMatchObject({ status: 503 });
    await expect
      .poll(async () => (await create('away')).status, { timeout: 20_000 })
      .toBeLessThan(300);
    await expect
      .poll(async () => (await harness.ask('GET', '/health/ready')).status, { timeout: 20_000 })
      .toBe(200);
  });
});
