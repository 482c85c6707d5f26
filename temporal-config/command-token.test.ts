import { describe, expect, it } from 'vitest';
import { deriveId } from '@fermata/contracts/values';
import { type GivenCommand, signCommand, verifyCommand } from './command-token.ts';
import { signDecision, verifyDecision } from './decision-token.ts';

const secret = '0f'.repeat(32);
const now = 1_800_000_000;
const signer = {
  tokenId: '8c5c2a0e-8f0c-4a53-9c69-5f7b7d8f2a10',
  actor: 'act_otto',
  expiresAt: now + 60,
};
const command: GivenCommand = {
  command: 'hold',
  projectId: 'default',
  workflowId: `track/${deriveId('trk', 'one')}`,
  content: { reason: 'rights unclear' },
};

describe('command tokens', () => {
  it('prove the actor of the command for which they were signed', () => {
    const token = signCommand(command, signer, secret);
    expect(verifyCommand(token, command, secret, now)).toMatchObject({
      valid: true,
      claims: { actor: 'act_otto', tokenId: signer.tokenId },
    });
  });

  it.each<[string, Partial<GivenCommand>]>([
    ['command', { command: 'cancel' }],
    ['projectId', { projectId: 'other' }],
    ['workflowId', { workflowId: `track/${deriveId('trk', 'two')}` }],
    ['contentSha256', { content: { reason: 'another reason' } }],
  ])('are refused, naming nobody, where another %s is given', (name, change) => {
    const token = signCommand(command, signer, secret);
    expect(verifyCommand(token, { ...command, ...change }, secret, now)).toEqual({
      valid: false,
      reason: 'bad-token',
      detail: `the token was signed for another command: ${name} differ`,
    });
  });

  it('name their actor when they have expired', () => {
    const token = signCommand(command, signer, secret);
    expect(verifyCommand(token, command, secret, now + 60)).toMatchObject({
      valid: false,
      reason: 'late',
      claims: { actor: 'act_otto' },
    });
  });

  it('are no decisions, and decisions are no commands', () => {
    const decision = {
      decisionId: deriveId('dec', 'one'),
      projectId: 'default',
      trackId: deriveId('trk', 'one'),
      reviewId: deriveId('rev', 'one'),
      versionSha256: 'ab'.repeat(32),
      reviewer: 'act_rita',
      action: 'approve',
      expiresAt: now + 60,
    } as const;
    const refused = { valid: false, reason: 'bad-token' };
    expect(verifyDecision(signCommand(command, signer, secret), {}, secret, now)).toMatchObject(
      refused,
    );
    expect(verifyCommand(signDecision(decision, {}, secret), command, secret, now)).toMatchObject(
      refused,
    );
  });
});
