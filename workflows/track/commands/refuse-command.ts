import type { CommandResult, RefusalReason } from '@fermata/contracts/values';
import type { TrackRun } from '../track-run.ts';

/** A command that has no effect, and why. */
export interface CommandRefusal {
  readonly command: string;
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly decisionId?: string | undefined;
  readonly actor?: string | undefined;
}

/** A business refusal: answered and recorded, without effect. */
export async function refuseCommand(
  run: TrackRun,
  { actor, decisionId, ...refusal }: CommandRefusal,
): Promise<CommandResult> {
  const { reason, detail } = refusal;
  if (run.commands.countRefusal())
    await run.record({
      type: 'command.refused',
      data: { ...refusal, ...(decisionId === undefined ? {} : { decisionId }) },
      actor,
    });
  return { outcome: 'refused', reason, detail };
}

/** The release went on sale before the cancellation reached it. */
export async function refuseCancellation(run: TrackRun): Promise<void> {
  const actor = run.cancelledBy?.actor;
  run.lifecycle.refuseCancellation();
  run.cancelledBy = null;
  run.lateCancellation = await refuseCommand(run, {
    command: 'cancel',
    reason: 'late',
    detail: `the release went on sale before the cancellation reached it; \`fermata track withdraw\` takes it down`,
    actor,
  });
}
