import { expect, it } from 'vitest';
import { commandNonce } from './commands.ts';

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
