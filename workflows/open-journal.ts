import { CancellationScope, workflowInfo } from '@temporalio/workflow';
import type { NewEvent } from '@fermata/contracts/events';
import { shortened } from '@fermata/temporal-config/shortened';
import { Journal } from './journal.ts';
import { catalogue } from './proxies.ts';

/** The actor of what the platform does by itself. */
export const SYSTEM_ACTOR = 'act_fermata';

/** The journal of this workflow: its stream is named as the workflow is. Events are written to the end, also when the workflow is being cancelled. */
export function openJournal(projectId: string, actor: string = SYSTEM_ACTOR): Journal {
  const { workflowId, runId } = workflowInfo();
  const append = (events: NewEvent[]): Promise<void> =>
    CancellationScope.nonCancellable(() =>
      catalogue.appendEvents.executeWithOptions(
        { summary: shortened(`Write down: ${events.map((event) => event.type).join(', ')}`) },
        [{ events }],
      ),
    );
  return new Journal(
    { projectId, stream: workflowId, workflowId, runId, actor },
    append,
    () => new Date(),
  );
}
