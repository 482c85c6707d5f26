import { CancelMessage, UPDATES } from '@fermata/contracts/temporal';
import type { CommandResult } from '@fermata/contracts/values';
import { cancellationIssue } from '@fermata/domain/release';
import { onSignedCommand } from './on-signed-command.ts';
import type { ReleaseRun } from './release-run.ts';

/** Takes the update `cancel`. `cancel` ends the scope of the release, which withdraws the offers that were begun. */
export function handleCancellation(run: ReleaseRun, cancel: () => void): void {
  onSignedCommand(run, UPDATES.cancel, CancelMessage, ({ token: _token, ...content }, actor) =>
    accept(run, content, actor, cancel),
  );
}

/** Whether a release is kept is decided here, so the answer to its cancellation is final. */
async function accept(
  run: ReleaseRun,
  content: Omit<CancelMessage, 'token'>,
  actor: string,
  cancel: () => void,
): Promise<CommandResult> {
  const { releaseId, trackId } = run.input;
  const { createdByPerson, phase } = run;
  const issue = cancellationIssue({ releaseId, trackId, createdByPerson }, phase);
  if (issue !== null) return { outcome: 'refused', ...issue };
  run.phase = 'cancelling';
  run.cancelReason = content.reason ?? null;
  const recorded = run.journal.append([{ type: 'release.cancel-requested', data: content, actor }]);
  cancel();
  await recorded;
  return {
    outcome: 'accepted',
    detail: 'the release is being cancelled; it is withdrawn from the partners that have it',
  };
}
