import type { NewEvent } from '@fermata/contracts/events';
import type { Change } from '../projection/projection.ts';
import { budgetTable } from './budget-row.ts';

/** The daily budget of a project, from the newest event. */
export function projectBudget(event: NewEvent): Change[] {
  if (event.type !== 'budget.set' && event.type !== 'budget.cleared') return [];
  const dayMicros = event.type === 'budget.set' ? event.data.perDay.micros : null;
  const set = { dayMicros, setBy: event.actor, setAt: event.occurredAt };
  return [budgetTable.put({ projectId: event.projectId }, set)];
}
