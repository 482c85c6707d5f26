import type { NewEvent } from '@fermata/contracts/events';
import { canonicalJson, sha256Hex } from '@fermata/contracts/values';

/** What the first event of a stream is chained to. */
export const FIRST_PREV_HASH = '0'.repeat(64);

/** The parts of an event that its hash covers: all but its position and the hashes. */
export type HashedPart = Omit<NewEvent, 'data' | 'type'> & { type: string; data: unknown };

/** hash = sha256(prevHash + JCS(event)) */
export function hashEvent(
  prevHash: string,
  { projectId, stream, sequence, type, occurredAt, actor, workflowId, runId, data }: HashedPart,
): string {
  return sha256Hex(
    prevHash +
      canonicalJson({
        projectId,
        stream,
        sequence,
        type,
        occurredAt,
        actor,
        workflowId,
        runId,
        data,
      }),
  );
}
