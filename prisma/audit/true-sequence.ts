import type { RawEvent } from '../events/event-row.ts';
import { hashEvent } from '../events/hash-event.ts';

/**
 * The sequence that the event had when it was hashed: its own, another one up to `longest` if it was moved, null if
 * another field of it was changed.
 */
export function trueSequence(event: RawEvent, longest: number): number | null {
  const fits = (sequence: number): boolean =>
    sequence > 0 && hashEvent(event.prevHash, { ...event, sequence }) === event.hash;
  if (fits(event.sequence)) return event.sequence;
  // Most moved events moved by a small distance.
  for (let distance = 1; distance <= longest; distance += 1) {
    if (fits(event.sequence - distance)) return event.sequence - distance;
    if (fits(event.sequence + distance)) return event.sequence + distance;
  }
  return null;
}
