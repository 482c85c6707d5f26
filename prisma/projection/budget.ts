import type { NewEvent } from '@fermata/contracts/events';
import { type Change, put } from './change.ts';

/** What a project may spend in a day: the newest word counts. */
export function applyToBudget(event: NewEvent): Change[] {
  if (event.type !== 'budget.set' && event.type !== 'budget.cleared') return [];
  const dayMicros = event.type === 'budget.set' ? event.data.perDay.micros : null;
  return [
    put(
      'budget',
      { projectId: event.projectId },
      { dayMicros, setBy: event.actor, setAt: event.occurredAt },
    ),
  ];
}
