import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  workflowInfo,
} from '@temporalio/workflow';
import type { NewEvent } from '@fermata/contracts/events';
import { STREAM_GAP } from '@fermata/contracts/temporal';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import { call } from './call.ts';
import { Journal, type JournalStart } from './journal.ts';
import { catalogue } from './proxies.ts';

/**
 * The journal of this workflow; its stream has the workflow's id. Events are written even while the
 * workflow is being cancelled. `sequence`: that of the last event written by an earlier run of this
 * workflow.
 */
export function openJournal(
  projectId: string,
  { actor = SYSTEM_ACTOR, ...start }: JournalStart & { actor?: string } = {},
): Journal {
  const { workflowId, runId } = workflowInfo();
  const write = (events: readonly NewEvent[], again: boolean): Promise<void> =>
    CancellationScope.nonCancellable(() =>
      call(
        catalogue.appendEvents,
        `${again ? 'Confirm' : 'Record'} ${events.map((event) => event.type).join(', ')}`,
        { events },
        { work: events.some(({ actor }) => actor !== SYSTEM_ACTOR) ? 'decision' : 'interactive' },
      ),
    );
  return new Journal(
    { projectId, stream: workflowId, workflowId, runId, actor },
    { write, missingIn },
    () => new Date(),
    start,
  );
}

function missingIn(error: unknown): number | null {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure) || cause.type !== STREAM_GAP) return null;
  const [missing]: unknown[] = cause.details ?? [];
  return typeof missing === 'number' ? missing : null;
}
