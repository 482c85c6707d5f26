import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { amendmentTable } from './amendment-row.ts';

/** The amendments: requested, ended. */
export function projectAmendment(
  event: NewEvent,
  { releaseId, metadataVersion }: Subject,
): Change[] {
  if (releaseId === null || metadataVersion === null) return [];
  const { projectId, actor, occurredAt } = event;
  switch (event.type) {
    case 'amendment.requested': {
      const { trackId, changes, amended, reason } = event.data;
      const set = { projectId, trackId, changes, amended, reason };
      return [
        amendmentTable.put(
          { releaseId, metadataVersion },
          { ...set, requestedBy: actor, requestedAt: occurredAt },
        ),
      ];
    }
    case 'amendment.ended': {
      const { outcome, detail } = event.data;
      const set = { endedAt: occurredAt, outcome, detail };
      return [amendmentTable.patch({ releaseId, metadataVersion }, set)];
    }
    default:
      return [];
  }
}
