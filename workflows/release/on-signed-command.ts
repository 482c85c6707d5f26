import {
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { z } from 'zod';
import { TOO_MANY_COMMANDS } from '@fermata/contracts/temporal';
import { type CommandResult, formatIssues, type SignedCommand } from '@fermata/contracts/values';
import { call } from '../call.ts';
import { tokens } from '../proxies.ts';
import type { ReleaseRun } from './release-run.ts';

/** Temporal allows 2,000 updates per run. */
const MAX_COMMANDS = 500;

/** Takes an update with a token of a person. `accept` decides about one that is genuine. */
export function onSignedCommand<Message extends { readonly token: string }>(
  run: ReleaseRun,
  command: SignedCommand,
  schema: z.ZodType<Message>,
  accept: (message: Message, actor: string) => Promise<CommandResult>,
): void {
  let received = 0;
  setHandler(
    defineUpdate<CommandResult, [Message]>(command),
    (message) => {
      received += 1;
      return CancellationScope.nonCancellable(() => receive(run, command, message, accept));
    },
    {
      validator: (message) => {
        const parsed = schema.safeParse(message);
        if (!parsed.success) throw new TypeError(`${command}: ${formatIssues(parsed.error)}`);
        if (received >= MAX_COMMANDS)
          throw ApplicationFailure.nonRetryable(
            `the release has received too many commands of the kind ${command}`,
            TOO_MANY_COMMANDS,
          );
      },
    },
  );
}

async function receive<Message extends { readonly token: string }>(
  run: ReleaseRun,
  command: SignedCommand,
  message: Message,
  accept: (message: Message, actor: string) => Promise<CommandResult>,
): Promise<CommandResult> {
  // No command has an effect before the release is authorised.
  await condition(() => run.authorised);
  const { projectId } = run.input;
  const { workflowId, runId } = workflowInfo();
  const { token, ...content } = message;
  const verified = await call(
    tokens.verifyCommandToken,
    `Verify the token of the command ${command}`,
    {
      ...{ projectId, command, content, token },
      spender: `${workflowId}/${runId}/${currentUpdateInfo()?.id ?? ''}`,
      at: new Date().toISOString(),
    },
  );
  return verified.valid
    ? accept(message, verified.actor)
    : { outcome: 'refused', reason: verified.reason, detail: verified.detail };
}
