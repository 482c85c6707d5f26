import { randomUUID } from 'node:crypto';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { SignalTicket } from '@fermata/contracts/http';
import { SIGNALS, UPDATES } from '@fermata/contracts/temporal';
import { CommandResult, type SignedCommand, workflowIds } from '@fermata/contracts/values';
import { signCommand } from '@fermata/temporal-config/command-token';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());

async function inReview(seed: number): Promise<string> {
  const trackId = await testStack.create({
    brief: { text: 'warm lo-fi bed', durationSeconds: 8, seed },
  });
  await testStack.stage(trackId, 'review');
  return trackId;
}

/** Sends an update as anybody who reaches Temporal can. */
async function send(trackId: string, name: string, message: object): Promise<CommandResult> {
  const client = await testStack.temporal();
  return CommandResult.parse(
    await client.workflow
      .getHandle(workflowIds.track(trackId))
      .executeUpdate(name, { args: [message] }),
  );
}

const tokenFor = (
  trackId: string,
  command: SignedCommand,
  content: object,
  { actor = 'act_otto', secret = testStack.variable('FERMATA_TOKEN_SECRET') } = {},
): string =>
  signCommand(
    { projectId: 'default', workflowId: workflowIds.track(trackId), command, content },
    { actor, tokenId: randomUUID(), expiresAt: Math.floor(Date.now() / 1000) + 600 },
    secret,
  );

describe('a forged command', () => {
  it('in the name of a person has no effect, and its refusal names nobody', async () => {
    const trackId = await inReview(911);
    const content = { reason: 'I never said that' };
    const messages: object[] = [
      { ...content, token: tokenFor(trackId, 'hold', content, { secret: 'ee'.repeat(32) }) },
      { ...content, token: tokenFor(trackId, 'hold', { reason: 'rights unclear' }) },
      { ...content, token: tokenFor(await inReview(912), 'hold', content) },
    ];
    for (const message of messages)
      expect(await send(trackId, UPDATES.hold, message)).toMatchObject({
        outcome: 'refused',
        reason: 'bad-token',
      });
    // The former shape, which named the actor, is malformed.
    await expect(
      send(trackId, UPDATES.cancel, { actor: 'act_otto', reason: 'I never said that' }),
    ).rejects.toThrow(WorkflowUpdateFailedError);
    const events = await testStack.events(trackId);
    expect(events.map(({ type }) => type)).not.toContain('track.held');
    expect(
      events
        .filter(({ type }) => type === 'command.refused')
        .map(({ actor, data }) => [actor, data['command'], data['reason']]),
    ).toEqual(messages.map(() => ['act_fermata', 'hold', 'bad-token']));
    await testStack.approve(trackId);
  });

  it('that attaches another note or other edits to a captured decision is refused', async () => {
    const trackId = await inReview(915);
    const { reviewId } = await testStack.review(trackId);
    const { input } = await testStack
      .as('rita')
      .post(
        `/v1/reviews/${reviewId}/ticket`,
        { verdict: 'send-back', note: 'slower' },
        SignalTicket,
      );
    const others = [
      { note: 'louder' },
      { note: undefined },
      { note: 'slower', edits: [{ op: 'remake', part: 'drums' }] },
    ];
    for (const other of others)
      expect(await send(trackId, UPDATES.decide, { ...input, ...other })).toEqual({
        outcome: 'refused',
        reason: 'bad-token',
        detail: 'the token was signed for another note or other edits',
      });
    const refused = (await testStack.events(trackId)).filter(
      ({ type }) => type === 'command.refused',
    );
    expect(refused.map(({ actor }) => actor)).toEqual(others.map(() => 'act_fermata'));
    expect(await send(trackId, UPDATES.decide, input)).toMatchObject({ outcome: 'accepted' });
    expect((await testStack.event(trackId, 'review.decided')).data).toMatchObject({
      reviewer: 'act_rita',
      note: 'slower',
    });
    await testStack.as('otto').command(`/v1/tracks/${trackId}/cancel`, {});
  });

  it('that nobody can read is refused or recorded, and the track goes on', async () => {
    const trackId = await inReview(914);
    const { workflowService, options } = await testStack.temporal();
    const unreadable = { metadata: { encoding: Buffer.from('rubbish') }, data: Buffer.from('{') };
    for (const header of [{}, { '_tracer-data': unreadable }])
      await workflowService.signalWorkflowExecution({
        namespace: options.namespace,
        workflowExecution: { workflowId: workflowIds.track(trackId) },
        signalName: SIGNALS.decision,
        input: { payloads: [unreadable] },
        header: { fields: header },
      });
    await testStack.until('two refusals', async () => {
      const events = await testStack.events(trackId);
      const refused = events.filter(({ type }) => type === 'command.refused');
      return refused.length === 2 ? true : undefined;
    });
    await testStack.approve(trackId);
  });

  it('that repeats an observed one, or of somebody without the role, is refused by name', async () => {
    const trackId = await inReview(913);
    const message = { token: tokenFor(trackId, 'hold', {}) };
    expect(await send(trackId, UPDATES.hold, message)).toMatchObject({ outcome: 'accepted' });
    const resume = { token: tokenFor(trackId, 'resume', {}) };
    expect(await send(trackId, UPDATES.resume, resume)).toMatchObject({ outcome: 'accepted' });
    expect(await send(trackId, UPDATES.hold, message)).toMatchObject({ reason: 'twice' });
    const byReviewer = { token: tokenFor(trackId, 'cancel', {}, { actor: 'act_rita' }) };
    expect(await send(trackId, UPDATES.cancel, byReviewer)).toMatchObject({
      reason: 'not-allowed',
    });
    expect((await testStack.track(trackId)).held).toBe(false);
    await testStack.approve(trackId);
  });
});
