import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import type { NewEvent } from '@fermata/contracts/events';
import { SYSTEM_ACTOR } from '@fermata/contracts/values';
import { call } from './call.ts';
import { Journal } from './journal.ts';
import { catalogue } from './proxies.ts';

/**
 * The journal of this workflow; its stream has the workflow's id. Events are written even while the
 * workflow is being cancelled. `sequence`: that of the last event written by an earlier run of this
 * workflow.
 */
export function openJournal(
  projectId: string,
  { actor = SYSTEM_ACTOR, sequence = 0 }: { actor?: string; sequence?: number } = {},
): Journal {
  const { workflowId, runId } = workflowInfo();
  const write = (events: NewEvent[]): Promise<void> =>
    CancellationScope.nonCancellable(() =>
      call(
        catalogue.appendEvents,
        `Record ${events.map((event) => event.type).join(', ')}`,
        { events },
        events.some((event) => event.actor !== SYSTEM_ACTOR) ? 'decision' : 'interactive',
      ),
    );
  return new Journal(
    { projectId, stream: workflowId, workflowId, runId, actor },
    write,
    () => new Date(),
    sequence,
  );
}
