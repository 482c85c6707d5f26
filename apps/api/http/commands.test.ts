import { expect, it } from 'vitest';
import type { CommandResult } from '@fermata/contracts/values';
import { commandNonce, Commands, type SentCommand } from './commands.ts';
import { ProblemException } from './problem-exception.ts';

const none = { held: 0, resumed: 0, refused: {} };

it('a command that took effect keeps its nonce when it is repeated after a lost answer', () => {
  expect(commandNonce('hold', { ...none, held: 1 })).toBe(commandNonce('hold', none));
  expect(commandNonce('resume', { ...none, held: 1, resumed: 1 })).toBe(
    commandNonce('resume', { ...none, held: 1 }),
  );
  for (const command of ['pick', 'cancel'])
    expect(commandNonce(command, { held: 3, resumed: 3, refused: { hold: 1 } }), command).toBe(
      commandNonce(command, none),
    );
});

it('the same command after its opposite, or after a refusal, is a new one', () => {
  expect(commandNonce('hold', { ...none, held: 1, resumed: 1 })).not.toBe(
    commandNonce('hold', { ...none, held: 1 }),
  );
  expect(commandNonce('resume', { ...none, held: 2, resumed: 1 })).not.toBe(
    commandNonce('resume', { ...none, held: 1, resumed: 1 }),
  );
  for (const command of ['hold', 'resume', 'pick', 'cancel'])
    expect(commandNonce(command, { ...none, refused: { [command]: 1 } }), command).not.toBe(
      commandNonce(command, none),
    );
});

/** A workflow that answers each update once, as Temporal does; it refuses the first one. */
function refusingOnce() {
  const answers = new Map<string, CommandResult>();
  const recorded: unknown[] = [];
  const command = (_workflow: string, _name: string, updateId: string): Promise<CommandResult> => {
    const refused = { outcome: 'refused', reason: 'bad-token', detail: 'expired' } as const;
    const accepted = { outcome: 'accepted', detail: 'it is cancelled' } as const;
    const answer = answers.get(updateId) ?? (answers.size === 0 ? refused : accepted);
    answers.set(updateId, answer);
    return Promise.resolve(answer);
  };
  const record = (_principal: unknown, refusal: unknown): Promise<void> => {
    recorded.push(refusal);
    return Promise.resolve();
  };
  return { commands: new Commands({ record }, { command }), answers, recorded };
}
const cancel: SentCommand = {
  principal: { projectId: 'default', actor: 'act_ada', roles: ['creator'] },
  ...{ trackId: 'trk_1', workflowId: 'release/rel_1', name: 'cancel' },
  ...{ updateId: 'once', message: {} },
};

it('a refused first attempt is not repeated for ever: the same command is asked anew', async () => {
  const { commands, answers, recorded } = refusingOnce();
  const again = () => ({ updateId: `again-${answers.size}`, message: {} });
  expect(await commands.sendUnrecorded(cancel, again)).toMatchObject({ outcome: 'accepted' });
  expect(recorded).toEqual([]);
});

it('a command that the client has named by a key keeps its answer, and its refusal is an event', async () => {
  const { commands, recorded } = refusingOnce();
  for (let attempt = 1; attempt <= 2; attempt++)
    await expect(commands.sendUnrecorded(cancel, null)).rejects.toThrow(ProblemException);
  expect(recorded).toMatchObject([
    { type: 'late-command.refused', data: { command: 'cancel', reason: 'bad-token' } },
    { type: 'late-command.refused', data: { command: 'cancel', reason: 'bad-token' } },
  ]);
});
