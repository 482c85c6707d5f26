import { workflowInfo } from '@temporalio/workflow';
import type {
  DecisionMessage,
  VerifiedCommand,
  VerifiedDecision,
} from '@fermata/contracts/temporal';
import type { SignedCommand } from '@fermata/contracts/values';
import { call } from '../../call.ts';
import { tokens } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';

/**
 * Verifies a decision's token as of `at`, the moment of its submission: an unavailable database does not
 * make a decision late.
 */
export function verifyDecisionToken(
  run: TrackRun,
  { token, ...content }: DecisionMessage,
  spender: string,
  at: number,
): Promise<VerifiedDecision> {
  return whileVerifying(run, () =>
    call(tokens.verifyDecisionToken, 'Verify the token of a decision', {
      projectId: run.input.projectId,
      token,
      content,
      spender: `${run.workflowId}/${spender}`,
      at: new Date(at).toISOString(),
    }),
  );
}

/** Verifies the actor of a command. A token works once, so a later run cannot reuse it for the same update. */
export function verifyCommandToken(
  run: TrackRun,
  command: SignedCommand,
  { token, ...content }: { token: string },
  updateId: string,
): Promise<VerifiedCommand> {
  return whileVerifying(run, () =>
    call(tokens.verifyCommandToken, `Verify the token of the command ${command}`, {
      projectId: run.input.projectId,
      command,
      content,
      token,
      spender: `${run.workflowId}/${workflowInfo().runId}/${updateId}`,
      at: new Date().toISOString(),
    }),
  );
}

async function whileVerifying<T>(run: TrackRun, verify: () => Promise<T>): Promise<T> {
  run.pendingVerifications += 1;
  try {
    return await verify();
  } finally {
    run.pendingVerifications -= 1;
  }
}
