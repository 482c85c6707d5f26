import type { NewEvent } from '@fermata/contracts/events';
import { SequenceConflictError } from './errors.ts';
import type { EventStore } from './event-store.ts';

/** Writes the event; a repeat is no conflict. False: its stream has another event with this sequence. */
export async function appendIfFree(
  events: Pick<EventStore, 'append'>,
  event: NewEvent,
): Promise<boolean> {
  try {
    await events.append([event]);
    return true;
  } catch (error) {
    if (error instanceof SequenceConflictError) return false;
    throw error;
  }
}
