import { WorkflowNotFoundError } from '@temporalio/client';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { type Stage, workflowIds } from '@fermata/contracts/values';
import { fermata } from '../testing/run-fermata.ts';
import { TestStack } from '../testing/test-stack.ts';

const { env, keys } = inject('stack');
const testStack = new TestStack({ env, keys });
afterAll(() => testStack.close());

const Metadata = z.object({ currentDetails: z.string() });
let seed = 700;
/** A workflow whose child was terminated may have ended as failed before. */
const isEnded = (error: unknown): void => expect(error).toBeInstanceOf(WorkflowNotFoundError);

async function approved(
  title: string,
  release: { answerSeconds?: number; takedownSeconds?: number } = {},
): Promise<string> {
  const trackId = await testStack.create({
    release,
    brief: { text: 'synthwave', title, durationSeconds: 5, seed: ++seed },
  });
  await testStack.stage(trackId, 'review');
  await testStack.decide(trackId, 'approve');
  return trackId;
}

/** Waits until Temporal's list finds the track by this stage, and by no other. */
const listedAs = (trackId: string, stage: Stage): Promise<true> =>
  testStack.until(`${trackId} listed as ${stage}`, async () => {
    const { workflow } = await testStack.temporal();
    const found = async (of: string): Promise<number> =>
      (await workflow.count(`WorkflowId = '${workflowIds.track(trackId)}' AND TrackStage ${of}`))
        .count;
    return (await found(`= '${stage}'`)) === 1 && (await found('IS NOT NULL')) === 1
      ? true
      : undefined;
  });

/** The box Current Details of the Temporal UI. */
async function detailsOf(trackId: string): Promise<string> {
  const { workflow } = await testStack.temporal();
  const handle = workflow.getHandle(workflowIds.track(trackId));
  return Metadata.parse(await handle.query('__temporal_workflow_metadata')).currentDetails;
}

describe.concurrent('a track on sale', () => {
  it('that its partner delists is delisted here, and can be withdrawn', async () => {
    const trackId = await approved('Complained about');
    await testStack.stage(trackId, 'published');
    await listedAs(trackId, 'published');
    const reference = String(
      (await testStack.event(trackId, 'delivery.confirmed')).data['partnerReference'],
    );
    await testStack.partner('POST', `/sandbox/reservations/${reference}/reject`, {
      reason: 'a listener complained',
    });
    expect(await testStack.stage(trackId, 'delisted')).toMatchObject({
      now: expect.stringContaining('a listener complained') as unknown,
      partners: [{ state: 'rejected' }],
      allowedActions: ['withdraw'],
    });
    expect((await testStack.event(trackId, 'track.delisted')).stream).toBe(`track/${trackId}`);
    await listedAs(trackId, 'delisted');
    expect(await detailsOf(trackId)).toMatch(
      /^\*\*Delisted by the partner\*\*[^]*a listener complained[^]*fermata track withdraw/,
    );
    await testStack.withdraw(trackId, 'delisted by the shop');
    expect(await testStack.stage(trackId, 'withdrawn')).toMatchObject({
      partners: [{ state: 'taken-down' }],
    });
    await listedAs(trackId, 'withdrawn');
  });

  it('that is withdrawn looks withdrawn in Temporal, with the reason', async () => {
    const trackId = await approved('Taken down');
    await testStack.stage(trackId, 'published');
    expect(await testStack.as('ada').command(`/v1/tracks/${trackId}/cancel`, {})).toMatchObject({
      outcome: 'refused',
      reason: 'late',
    });
    await testStack.withdraw(trackId, 'rights unclear');
    await testStack.stage(trackId, 'withdrawn');
    await listedAs(trackId, 'withdrawn');
    expect(await detailsOf(trackId)).toMatch(/^\*\*Withdrawn\*\*[^]*Reason: rights unclear/);
  });
});

describe.concurrent('a release that does not go on sale', () => {
  it('that fails says in Temporal why, and what to do; a withdrawal has a way out', async () => {
    const trackId = await approved('Kept by the shop [silent] [stuck]', {
      answerSeconds: 60,
      takedownSeconds: 5,
    });
    await testStack.event(trackId, 'delivery.delivered');
    // The partner completes no takedown, so the outcome takes longer than the answer waits.
    const cancelled = await fermata(['track', 'cancel', trackId], env);
    expect(cancelled.stderr).toContain('Not decided yet');
    expect([cancelled.code, cancelled.stdout]).toEqual([
      1,
      expect.stringMatching(/could not be cancelled: Failed: .*still has/),
    ]);
    await testStack.stage(trackId, 'failed');
    await listedAs(trackId, 'failed');
    expect(await detailsOf(trackId)).toMatch(
      /^\*\*Failed\*\*[^]*Reason: publishing: [^]*still has[^]*fermata track withdraw/,
    );
    expect((await testStack.track(trackId)).allowedActions).toContain('withdraw');
  });

  it('can be withdrawn after all of its workflows were terminated', async () => {
    const trackId = await approved('Terminated [silent]');
    await testStack.event(trackId, 'delivery.delivered');
    const { releaseId } = await testStack.track(trackId);
    await expect(testStack.withdraw(trackId, 'too early')).rejects.toThrow(/can be cancelled/);
    const { workflow } = await testStack.temporal();
    const release = releaseId ?? '';
    await workflow.getHandle(workflowIds.offer(release, 'sandbox')).terminate('an accident');
    await workflow.getHandle(workflowIds.release(release)).terminate('an accident').catch(isEnded);
    await workflow.getHandle(workflowIds.track(trackId)).terminate('an accident').catch(isEnded);
    await testStack.withdraw(trackId, 'left at the partner');
    expect(await testStack.stage(trackId, 'withdrawn')).toMatchObject({
      partners: [{ state: 'taken-down' }],
    });
    expect(await testStack.partnerStats(releaseId ?? '')).toMatchObject({ takedowns: 1, live: 0 });
  });
});
