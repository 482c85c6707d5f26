import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import { profileTable } from './profile-row.ts';

/** The profile of a project, from the newest event. */
export function projectProfile(event: NewEvent): Change[] {
  if (event.type !== 'profile.set') return [];
  const set = { profile: event.data, setBy: event.actor, setAt: event.occurredAt };
  return [profileTable.put({ projectId: event.projectId }, set)];
}
