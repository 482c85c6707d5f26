import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { type DecisionClaims, deriveId, type Role } from '@fermata/contracts/values';
import type { ActiveRecall } from '@fermata/domain/recall';
import { signCommand } from '@fermata/temporal-config/command-token';
import { signDecision } from '@fermata/temporal-config/decision-token';
import { createTokenActivities } from './create-token-activities.ts';

const tokenSecret = '0f'.repeat(32);
const trackId = deriveId('trk', 'one');
const workflowId = `track/${trackId}`;
const at = new Date().toISOString();
const expiresAt = Math.floor(Date.now() / 1000) + 60;
const use = { projectId: 'default', spender: 'one', at, content: {} };

/** `roles`: those of each actor's keys now. */
function activities(
  roles: Record<string, Role[]>,
  recall: ActiveRecall | null = null,
  { version: recalledVersion, recall: recalled }: { version?: number; recall?: ActiveRecall } = {},
) {
  const spenders = new Map<string, string>();
  return createTokenActivities({
    tokenSecret,
    catalogue: {
      recalls: {
        ofTrack: () => Promise.resolve(recall),
        ofVersions: (_projectId, [asked]) =>
          Promise.resolve((asked?.version === recalledVersion && recalled) || null),
      },
      keys: { rolesOf: (_projectId, actor) => Promise.resolve(roles[actor] ?? []) },
      tokens: {
        spenderOf: (_projectId, key) => Promise.resolve(spenders.get(key) ?? null),
        spend: (_projectId, key, spender) => {
          if (!spenders.has(key)) spenders.set(key, spender);
          return Promise.resolve(spenders.get(key) === spender);
        },
      },
    },
  });
}

const decision = (action: DecisionClaims['action'], content: object = {}): string =>
  signDecision(
    {
      decisionId: deriveId('dec', 'one'),
      projectId: 'default',
      trackId,
      reviewId: deriveId('rev', 'one'),
      versionSha256: 'ab'.repeat(32),
      reviewer: 'act_rita',
      action,
      expiresAt,
    },
    content,
    tokenSecret,
  );

test('a note or an edit counts only beside the token that was signed for it', async () => {
  const { verifyDecisionToken } = activities({ act_rita: ['reviewer'] });
  const content = { note: 'slower', edits: [{ op: 'remake', part: 'drums' }] };
  const token = decision('send-back', content);
  for (const other of [{}, { ...content, note: 'louder' }, { note: 'slower' }]) {
    const refused = await verifyDecisionToken({ ...use, token, content: other });
    expect(refused).toEqual({
      valid: false,
      reason: 'bad-token',
      detail: 'the token was signed for another note or other edits',
    });
  }
  expect(await verifyDecisionToken({ ...use, token, content })).toMatchObject({ valid: true });
});

test('a ticket counts once, and only while its reviewer has the role', async () => {
  const { verifyDecisionToken } = activities({ act_rita: ['creator', 'reviewer'] });
  const token = decision('approve');
  expect(await verifyDecisionToken({ ...use, token })).toMatchObject({ valid: true });
  expect(await verifyDecisionToken({ ...use, token, spender: 'two' })).toMatchObject({
    valid: false,
    reason: 'twice',
    claims: { reviewer: 'act_rita' },
  });
  for (const roles of [{ act_rita: ['creator' as const] }, {}])
    for (const action of ['approve', 'undo'] as const)
      expect(
        await activities(roles).verifyDecisionToken({ ...use, token: decision(action) }),
      ).toMatchObject({
        valid: false,
        reason: 'not-allowed',
        detail: 'act_rita does not have the role reviewer now',
        claims: { reviewer: 'act_rita' },
      });
});

test('a command counts once, for the calling workflow, and only while its actor has a role for it', async () => {
  const content = { reason: 'rights unclear' };
  const token = signCommand(
    { projectId: 'default', workflowId, command: 'hold', content },
    { actor: 'act_otto', tokenId: randomUUID(), expiresAt },
    tokenSecret,
  );
  const otto = activities({ act_otto: ['operations'] });
  const verify = (
    by: typeof otto,
    { caller = workflowId, spender = 'one' }: { caller?: string; spender?: string } = {},
  ) =>
    new MockActivityEnvironment({ workflowExecution: { workflowId: caller, runId: 'run' } }).run(
      () => by.verifyCommandToken({ ...use, command: 'hold', content, token, spender }),
    );
  expect(await verify(otto)).toEqual({ valid: true, actor: 'act_otto' });
  expect(await verify(otto)).toEqual({ valid: true, actor: 'act_otto' });
  expect(await verify(otto, { spender: 'two' })).toMatchObject({
    reason: 'twice',
    actor: 'act_otto',
  });
  const another = await verify(otto, { caller: 'track/another' });
  expect(another).toMatchObject({ valid: false, reason: 'bad-token' });
  expect(another).not.toHaveProperty('actor');
  expect(await verify(activities({ act_otto: ['reviewer'] }))).toMatchObject({
    reason: 'not-allowed',
    detail: 'act_otto does not have the role creator or operations now',
  });
});

test('while what a track was made with is recalled, it is neither approved nor released', async () => {
  const recall: ActiveRecall = {
    recallId: deriveId('rcl', 'one'),
    subject: { kind: 'model', name: 'theory', version: '2' },
    reason: 'not licensed',
  };
  const roles = { act_rita: ['reviewer' as const] };
  const detail = `the model theory@2 is recalled (${recall.recallId}): not licensed`;
  const { verifyDecisionToken } = activities(roles, recall);
  expect(await verifyDecisionToken({ ...use, token: decision('approve') })).toMatchObject({
    ...{ valid: false, reason: 'recalled', detail },
    claims: { reviewer: 'act_rita' },
  });
  expect(await verifyDecisionToken({ ...use, token: decision('reject') })).toMatchObject({
    valid: true,
  });
  const release = signCommand(
    { projectId: 'default', workflowId, command: 'start', content: {} },
    { actor: 'act_rita', tokenId: randomUUID(), expiresAt },
    tokenSecret,
  );
  const environment = new MockActivityEnvironment({
    workflowExecution: { workflowId, runId: 'run' },
  });
  const verify = (against: ReturnType<typeof activities>) =>
    environment.run(() => against.verifyCommandToken({ ...use, token: release, command: 'start' }));
  expect(await verify(activities(roles, recall))).toEqual({
    ...{ valid: false, reason: 'recalled', detail, actor: 'act_rita' },
  });
  expect(await verify(activities(roles))).toMatchObject({ valid: true });
});
