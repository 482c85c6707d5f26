import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import { projectHoldTable } from './project-hold-row.ts';

/** Whether the releases of a project are held, from the newest event. */
export function projectHold(event: NewEvent): Change[] {
  if (event.type !== 'project.held' && event.type !== 'project.resumed') return [];
  const reason = event.type === 'project.held' ? event.data.reason : null;
  const set = { reason, setBy: event.actor, setAt: event.occurredAt };
  return [projectHoldTable.put({ projectId: event.projectId }, set)];
}
