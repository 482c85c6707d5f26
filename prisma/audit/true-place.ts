import type { RawEvent } from '../events/event-row.ts';
import { contentSha256Of, type HashedPlace, hashEvent } from '../events/hash-event.ts';

/** The distance from its present position within which the original position of an event is searched. */
const MAX_DISTANCE = 5_000;

/**
 * The sequence that the event had when it was hashed: its own, another one up to `longest` if it was moved, null if
 * another field of it was changed.
 */
export function trueSequence(event: RawEvent, longest: number): number | null {
  const fits = (sequence: number): boolean =>
    sequence > 0 && contentSha256Of({ ...event, sequence }) === event.contentSha256;
  return nearest(event.sequence, longest, fits);
}

/**
 * The position that the event had when it was hashed; null if its hash, or another field that the hash covers, was
 * changed. `shift`: the distance by which the previous events were moved; it is tried first.
 */
export function truePosition(link: HashedPlace & { hash: string }, shift = 0): number | null {
  const fits = (position: number): boolean =>
    position > 0 && hashEvent({ ...link, position }) === link.hash;
  return nearest(link.position + shift, MAX_DISTANCE, fits);
}

/** Most moved events moved by a small distance. */
function nearest(start: number, distance: number, fits: (at: number) => boolean): number | null {
  if (fits(start)) return start;
  for (let away = 1; away <= distance; away += 1) {
    if (fits(start - away)) return start - away;
    if (fits(start + away)) return start + away;
  }
  return null;
}
