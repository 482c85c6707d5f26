import { setCurrentDetails } from '@temporalio/workflow';
import type { CheckpointResult } from '@fermata/activities';
import { call } from '../call.ts';
import { checkpoint } from '../proxies.ts';

/**
 * Signs the end of the event log and stores it outside the database. Run by a schedule, and when a release or a
 * withdrawal has ended.
 */
export async function writeCheckpointWorkflow(): Promise<CheckpointResult> {
  const result = await call(checkpoint.writeCheckpoint, 'Sign the end of the event log', undefined);
  setCurrentDetails(
    result === null
      ? '**The event log is empty**'
      : `**Checkpoint ${result.number}** confirms the events up to position ${result.position}`,
  );
  return result;
}
