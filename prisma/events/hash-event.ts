import type { NewEvent } from '@fermata/contracts/events';
import { canonicalSha256 } from '@fermata/contracts/values';

/** The previous hash of the first event of a stream, and of the first event of the log. */
export const FIRST_PREV_HASH = '0'.repeat(64);

/** The fields that the writer of an event determines. */
export type HashedContent = Omit<NewEvent, 'data' | 'type'> & { type: string; data: unknown };

/** The fields that the database determines: the event's place in the log and in its stream. */
export type HashedPlace = {
  contentSha256: string;
  position: number;
  prevHash: string;
  logPrevHash: string;
};

/** sha256 over the canonical JSON (RFC 8785) of these nine fields. */
export const contentSha256Of = ({
  projectId,
  stream,
  sequence,
  type,
  occurredAt,
  actor,
  workflowId,
  runId,
  data,
}: HashedContent): string =>
  canonicalSha256({
    projectId,
    stream,
    sequence,
    type,
    occurredAt,
    actor,
    workflowId,
    runId,
    data,
  });

/** sha256 over the canonical JSON of these four fields. The database function `event_hash` computes the same. */
export const hashEvent = ({
  contentSha256,
  position,
  prevHash,
  logPrevHash,
}: HashedPlace): string => canonicalSha256({ contentSha256, position, prevHash, logPrevHash });
