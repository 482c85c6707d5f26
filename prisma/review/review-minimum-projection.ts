import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import { reviewMinimumTable } from './review-minimum-row.ts';

/** The minimum review terms of a project, from the newest event. */
export function projectReviewMinimum(event: NewEvent): Change[] {
  if (event.type !== 'review-minimum.set') return [];
  const set = { terms: event.data, setBy: event.actor, setAt: event.occurredAt };
  return [reviewMinimumTable.put({ projectId: event.projectId }, set)];
}
