import pg from 'pg';
import { afterAll, expect, inject, it } from 'vitest';
import { workflowIds } from '@fermata/contracts/values';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

// The lock of every append; the writers that wait for it lose their connections.
const LOCK_EVENTS = 'SELECT pg_advisory_xact_lock(70310, 1)';
const END_WAITING_WRITERS = `
  SELECT pg_terminate_backend(pid) FROM pg_locks
  WHERE locktype = 'advisory' AND classid = 70310 AND objid = 1 AND NOT granted`;

/**
 * Answers the workflow's next append in place of the worker, as anybody who reaches Temporal can: the events that
 * `command` records are not stored.
 */
async function forgeAppend<T>(workflowId: string, command: () => Promise<T>): Promise<T> {
  const { workflow, workflowService, options } = await testStack.temporal();
  const blocker = new pg.Client({ connectionString: testStack.variable('DATABASE_URL') });
  await blocker.connect();
  try {
    await blocker.query('BEGIN');
    await blocker.query(LOCK_EVENTS);
    const answer = command();
    const { activityId, runId } = await testStack.until(
      `an append of ${workflowId}`,
      async () => {
        const { raw, runId: current } = await workflow.getHandle(workflowId).describe();
        const pending = raw.pendingActivities?.find(
          ({ activityType }) => activityType?.name === 'appendEvents',
        );
        return pending?.activityId ? { activityId: pending.activityId, runId: current } : undefined;
      },
      10,
    );
    await workflowService.respondActivityTaskCompletedById({
      ...{ namespace: options.namespace, workflowId, runId, activityId },
      identity: 'nobody',
    });
    await answer;
    await blocker.query(END_WAITING_WRITERS);
    await blocker.query('COMMIT');
    return await answer;
  } finally {
    await blocker.end();
  }
}

it('a forged answer to an append breaks no stream: what is missing is written again', async () => {
  const trackId = await testStack.create({
    review: { graceSeconds: 600 },
    brief: { text: 'warm lo-fi bed', durationSeconds: 8, seed: 921 },
  });
  await testStack.stage(trackId, 'review');
  const before = await testStack.events(trackId);
  const otto = testStack.as('otto');
  const held = await forgeAppend(workflowIds.track(trackId), () =>
    otto.command(`/v1/tracks/${trackId}/hold`, { reason: 'rights unclear' }),
  );
  expect(held).toMatchObject({ outcome: 'accepted' });
  expect(await testStack.events(trackId)).toEqual(before);

  expect(await otto.command(`/v1/tracks/${trackId}/resume`, {})).toMatchObject({
    outcome: 'accepted',
  });
  const after = (await testStack.events(trackId)).slice(before.length);
  expect(after.map(({ type, actor, data }) => [type, actor, data['reason']])).toEqual([
    ['track.held', 'act_otto', 'rights unclear'],
    ['track.resumed', 'act_otto', undefined],
  ]);

  expect(await otto.command(`/v1/tracks/${trackId}/cancel`, {})).toMatchObject({
    outcome: 'accepted',
  });
  await testStack.stage(trackId, 'cancelled');
});
