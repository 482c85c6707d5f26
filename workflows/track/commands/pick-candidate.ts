import type { PickMessage } from '@fermata/contracts/temporal';
import type { CommandAnswer, RefusalReason } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';

/** A person picks a candidate. */
export async function pickCandidate(run: TrackRun, message: PickMessage): Promise<CommandAnswer> {
  const { candidateId, actor } = message;
  const refusal = pickRefusal(run, message);
  const candidate = run.pickable.find((pickable) => pickable.candidateId === candidateId);
  if (refusal || !candidate)
    return run.refuse({ command: 'pick', actor, ...(refusal ?? unknownCandidate(candidateId)) });
  run.picked = { candidateId, actor };
  // Recorded here, so that an accepted pick is never lost, whatever comes next.
  await run.accept([
    {
      type: 'candidate.picked',
      data: { version: run.lifecycle.version, ...candidate, by: 'person' },
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
  if (!permission.allowed) return { reason: 'not-now', detail: permission.detail };
  if (run.input.pick.by !== 'person')
    return { reason: 'not-allowed', detail: 'this track picks by score' };
  if (run.picked)
    return {
      reason: 'twice',
      detail: `candidate ${run.picked.candidateId} was picked already`,
    };
  const unpickable = run.unpickable.find((each) => each.candidateId === candidateId);
  if (unpickable)
    return {
      reason: 'not-allowed',
      detail: `candidate ${candidateId} cannot be picked: ${unpickable.why}`,
    };
  return run.pickable.some((pickable) => pickable.candidateId === candidateId)
    ? null
    : unknownCandidate(candidateId);
}

const unknownCandidate = (candidateId: string) =>
  ({ reason: 'unknown', detail: `there is no candidate ${candidateId} in this version` }) as const;
