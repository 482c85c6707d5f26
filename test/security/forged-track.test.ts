import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { TrackWorkflowInput, WORKFLOWS } from '@fermata/contracts/temporal';
import { trackIdFor, workflowIds } from '@fermata/contracts/values';
import { signCommand } from '@fermata/temporal-config/command-token';
import { forge, onCatalogue, refusalOf } from '../testing/forge.ts';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

const forgeTrack = (input: TrackWorkflowInput): Promise<string> =>
  forge(testStack, WORKFLOWS.track, workflowIds.track(input.trackId), input);

const streamOf = (trackId: string) =>
  onCatalogue(testStack, ({ events }) => events.readStream(workflowIds.track(trackId)));

/** The input with which the API has started a track, as anybody reads it from the history. */
async function inputOf(trackId: string): Promise<TrackWorkflowInput> {
  const client = await testStack.temporal();
  const { events } = await client.workflow.getHandle(workflowIds.track(trackId)).fetchHistory();
  const payload = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  return TrackWorkflowInput.parse(JSON.parse(Buffer.from(payload ?? []).toString()));
}

describe('a track that somebody starts by hand', () => {
  it('in the name of a person fails, leaves no event, and does not keep the real one away', async () => {
    const captured = await inputOf(await testStack.create({ brief: brief(931) }));
    const key = randomUUID();
    const trackId = trackIdFor('default', 'act_ada', key);
    const { token: _, ...request } = { ...captured, trackId, requestedBy: 'act_rita' };
    const ofStranger = signCommand(
      {
        ...{ projectId: 'default', workflowId: workflowIds.track(trackId) },
        ...{ command: 'create', content: request },
      },
      {
        ...{ actor: 'act_rita', tokenId: randomUUID() },
        expiresAt: Math.floor(Date.now() / 1000) + 600,
      },
      'ee'.repeat(32),
    );
    for (const [token, reason] of [
      [ofStranger, 'the token was not signed by this system'],
      [
        captured.token,
        'the token was signed for another command: workflowId, contentSha256 differ',
      ],
    ] as const) {
      const issue = `nobody has requested this track: ${reason}`;
      expect(await forgeTrack({ ...request, token })).toBe(`not authorised: ${issue}`);
      expect(await refusalOf(testStack, workflowIds.track(trackId))).toMatchObject({
        type: 'track.refused',
        actor: 'act_fermata',
        data: { trackId },
      });
    }
    const client = await testStack.temporal();
    const { status } = await client.workflow.getHandle(workflowIds.track(trackId)).describe();
    expect(status.name).toBe('FAILED');
    expect(await streamOf(trackId)).toEqual([]);
    await expect(testStack.track(trackId)).rejects.toThrow(
      `there is no track ${trackId} in this project`,
    );
    expect(await testStack.create({ brief: brief(932) }, key)).toBe(trackId);
    const [accepted] = (await testStack.stage(trackId, 'review')) && (await streamOf(trackId));
    expect(accepted).toMatchObject({ type: 'track.accepted', actor: 'act_ada' });
  });

  it('for an order that no partner has placed fails, also with the token of a real track', async () => {
    const captured = await inputOf(await testStack.create({ brief: brief(934) }));
    const trackId = trackIdFor('default', 'act_ada', randomUUID());
    const order = {
      ...{ partner: 'sandbox', orderId: 'order-1', webhookId: 'msg_forged' },
      deadline: '2030-03-01T08:00:00.000Z',
    };
    for (const token of [undefined, captured.token])
      expect(await forgeTrack({ ...captured, trackId, order, token })).toBe(
        'not authorised: sandbox has not ordered this track',
      );
    expect(await streamOf(trackId)).toEqual([]);
  });

  it('with the input of a real one, or with a state of its own, adds nothing to its stream', async () => {
    const trackId = await testStack.create({ brief: brief(933) });
    const input = await inputOf(trackId);
    const { versions } = await testStack.stage(trackId, 'review');
    await testStack.as('otto').command(`/v1/tracks/${trackId}/cancel`, {});
    await testStack.stage(trackId, 'cancelled');
    const client = await testStack.temporal();
    // The stage is in the catalogue before the workflow ends.
    await client.workflow.getHandle(workflowIds.track(trackId)).result();
    const before = await streamOf(trackId);
    expect(await forgeTrack(input)).toBe(
      'not authorised: the request for this track has already started a workflow',
    );
    const snapshot = TrackWorkflowInput.shape.snapshot.parse({
      continuation: {
        at: 'next-version',
        feedback: { decisionId: `dec_${'f'.repeat(24)}`, reviewer: 'act_rita', note: 'forged' },
      },
      lifecycle: { stage: 'interpreting', version: 2, held: false },
      ...{ sequence: before.length, unconfirmed: [], title: 'Forged', intent: null },
      ...{ detail: '', failedWithdrawal: null },
      ...{ recipeId: versions[0]?.recipeId, findings: [] },
      ...{ recordedRefusals: 0, decisionSignals: 0, answers: [], requests: [], earlier: [] },
    });
    expect(await forgeTrack({ ...input, snapshot })).toBe(
      'not authorised: this run does not continue one that act_ada has requested',
    );
    // A retry policy makes Temporal continue a failed run.
    await expect(
      client.workflow.execute(WORKFLOWS.track, {
        workflowId: workflowIds.track(trackId),
        taskQueue: 'control',
        args: [{ ...input, snapshot }],
        retry: { maximumAttempts: 2 },
      }),
    ).rejects.toThrow(WorkflowFailedError);
    expect(await streamOf(trackId)).toEqual(before);
    expect(await testStack.track(trackId)).toMatchObject({ stage: 'cancelled' });
  });
});

const brief = (seed: number) => ({ text: 'warm lo-fi bed', durationSeconds: 8, seed });
