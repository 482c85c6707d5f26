import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import type { Subject } from '../projection/subject.ts';
import { recallTable } from './recall-row.ts';

/** The recalls: started, completed, lifted. */
export function projectRecall(event: NewEvent, { recallId }: Subject): Change[] {
  if (recallId === null) return [];
  const { projectId, actor, occurredAt } = event;
  switch (event.type) {
    case 'recall.started': {
      const { subject, reason, expectedTracks } = event.data;
      const set = { projectId, subject, reason, expectedTracks };
      return [recallTable.put({ recallId }, { ...set, startedBy: actor, startedAt: occurredAt })];
    }
    case 'recall.completed':
      return [recallTable.patch({ recallId }, { completedAt: occurredAt })];
    case 'recall.lifted': {
      const { reason: liftReason } = event.data;
      return [
        recallTable.patch({ recallId }, { liftedBy: actor, liftedAt: occurredAt, liftReason }),
      ];
    }
    default:
      return [];
  }
}
