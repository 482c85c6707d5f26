import { type NewEvent, parseNewEvent } from '@fermata/contracts/events';
import { canonicalJson } from '@fermata/contracts/values';
import { InvalidEventError } from '../errors.ts';
import { OPENING_EVENTS, streamOpenedBy } from '../projection/subject.ts';

/** Characters of JSON. Larger things are assets, and events refer to them. */
const MAX_DATA_LENGTH = 256 * 1024;

// PostgreSQL keeps neither the character 0 nor half of a surrogate pair.
const UNSTORABLE = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i;

/** The event parsed and in the form in which it is kept (times in UTC with milliseconds). Throws a ZodError, or InvalidEventError. */
export function checkEvent(value: NewEvent): NewEvent {
  const event = parseNewEvent(value);
  const ownStream = streamOpenedBy(event);
  if (ownStream !== null && (ownStream !== event.stream || event.sequence !== 1))
    throw new InvalidEventError(
      `${event.type} must be the first event of stream ${ownStream}, not event ${event.sequence} of ${event.stream}`,
    );
  const [kind] = event.stream.split('/', 1);
  const opening =
    kind === 'track' || kind === 'release' || kind === 'withdrawal' ? OPENING_EVENTS[kind] : null;
  if (event.sequence === 1 && opening !== null && event.type !== opening)
    throw new InvalidEventError(
      `stream ${event.stream} must begin with ${opening}, not with ${event.type}`,
    );
  const json = JSON.stringify(event.data);
  if (json.length > MAX_DATA_LENGTH)
    throw new InvalidEventError(
      `${event.type} of stream ${event.stream} says ${json.length} characters; an event may say at most ${MAX_DATA_LENGTH}`,
    );
  if (UNSTORABLE.test(json.replaceAll('\\\\', '')))
    throw new InvalidEventError(
      `${event.type} of stream ${event.stream} holds a character that no text may have (U+0000 or half of a surrogate pair)`,
    );
  return { ...event, occurredAt: new Date(event.occurredAt).toISOString() };
}

/** Says the same thing, by the same actor: a writer that repeats itself. */
export const sameEvent = (one: NewEvent, other: NewEvent): boolean =>
  one.type === other.type &&
  one.actor === other.actor &&
  one.projectId === other.projectId &&
  canonicalJson(one.data) === canonicalJson(other.data);
