import {
  ApplicationFailure,
  CancellationScope,
  condition,
  currentUpdateInfo,
  defineUpdate,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { CancelMessage, TOO_MANY_COMMANDS, UPDATES } from '@fermata/contracts/temporal';
import { type CommandAnswer, formatIssues } from '@fermata/contracts/values';
import { cancellationIssue } from '@fermata/domain/release';
import { call } from '../call.ts';
import { tokens } from '../proxies.ts';
import type { ReleaseRun } from './release-run.ts';

/** Temporal allows 2,000 updates per run. */
const MAX_CANCELLATIONS = 500;

/** Takes the update `cancel`. `cancel` ends the scope of the release, which withdraws what was begun. */
export function handleCancellation(run: ReleaseRun, cancel: () => void): void {
  let received = 0;
  setHandler(
    defineUpdate<CommandAnswer, [CancelMessage]>(UPDATES.cancel),
    (message) => {
      received += 1;
      return CancellationScope.nonCancellable(() => receive(run, message, cancel));
    },
    {
      validator: (message) => {
        const parsed = CancelMessage.safeParse(message);
        if (!parsed.success) throw new TypeError(`cancel: ${formatIssues(parsed.error)}`);
        if (received >= MAX_CANCELLATIONS)
          throw ApplicationFailure.nonRetryable(
            'the release has received too many cancellations',
            TOO_MANY_COMMANDS,
          );
      },
    },
  );
}

/** Whether a release is kept is decided here, so the answer to its cancellation is final. */
async function receive(
  run: ReleaseRun,
  { token, ...content }: CancelMessage,
  cancel: () => void,
): Promise<CommandAnswer> {
  // No command has an effect before the release is authorised.
  await condition(() => run.authorised);
  const { projectId, releaseId, trackId } = run.input;
  const { workflowId, runId } = workflowInfo();
  const verified = await call(tokens.verifyCommandToken, 'Verify the token of a cancellation', {
    ...{ projectId, command: 'cancel', content, token },
    spender: `${workflowId}/${runId}/${currentUpdateInfo()?.id ?? ''}`,
    at: new Date().toISOString(),
  });
  if (!verified.valid)
    return { outcome: 'refused', reason: verified.reason, detail: verified.detail };
  const { createdByPerson, phase } = run;
  const issue = cancellationIssue({ releaseId, trackId, createdByPerson }, phase);
  if (issue !== null) return { outcome: 'refused', ...issue };
  run.phase = 'cancelling';
  run.cancelReason = content.reason ?? null;
  const { actor } = verified;
  const recorded = run.journal.append([{ type: 'release.cancel-requested', data: content, actor }]);
  cancel();
  await recorded;
  return {
    outcome: 'accepted',
    detail: 'the release is being cancelled; what partners have of it is withdrawn',
  };
}
