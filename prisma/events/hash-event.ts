import type { NewEvent } from '@fermata/contracts/events';
import { canonicalJson, sha256Hex } from '@fermata/contracts/values';

/** The previous hash of the first event of a stream. */
export const FIRST_PREV_HASH = '0'.repeat(64);

/** The hashed fields of an event: all but its position and the hashes. */
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
