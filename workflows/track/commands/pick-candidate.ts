import type { PickMessage } from '@fermata/contracts/temporal';
import type { CommandResult, RefusalReason } from '@fermata/contracts/values';
import { pickIssue } from '@fermata/domain/track';
import type { TrackRun } from '../track-run.ts';
import { refuseCommand } from './refuse-command.ts';

/** A person picks a candidate. */
export async function pickCandidate(
  run: TrackRun,
  actor: string,
  message: PickMessage,
): Promise<CommandResult> {
  const { candidateId } = message;
  const refusal = pickRefusal(run, message);
  if (refusal) return refuseCommand(run, { command: 'pick', actor, ...refusal });
  const recipeId = run.pick.candidates.find((each) => each.candidateId === candidateId)?.recipeId;
  if (recipeId === undefined) throw new Error(`pickIssue accepted the unknown ${candidateId}`);
  run.pick.picked = { candidateId, actor };
  // Recorded here, so that an accepted pick is never lost.
  await run.accept([
    {
      type: 'candidate.picked',
      data: { version: run.lifecycle.version, candidateId, recipeId, by: 'person' },
      actor,
    },
  ]);
  return { outcome: 'accepted', detail: `candidate ${candidateId} is picked` };
}

/** Why the candidate cannot be picked now; null when it can. */
export function pickRefusal(
  run: TrackRun,
  { candidateId }: PickMessage,
): { reason: RefusalReason; detail: string } | null {
  const permission = run.lifecycle.may('pick');
  return permission.allowed
    ? pickIssue(candidateId, { by: run.input.pick.by, ...run.pick })
    : permission.refusal;
}
