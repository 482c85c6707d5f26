import { type NewEvent, parseNewEvent, STREAM_EVENTS, streamKind } from '@fermata/contracts/events';
import { canonicalJson } from '@fermata/contracts/values';
import { OPENING_EVENTS, streamOpenedBy } from '../projection/subject.ts';
import { InvalidEventError } from './errors.ts';

const MAX_BATCH = 500;

/** Characters of JSON. Larger data is stored as an asset that the event refers to. */
const MAX_DATA_LENGTH = 256 * 1024;

// PostgreSQL stores neither U+0000 nor unpaired surrogates.
const UNSTORABLE = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i;

/** Parses an event and normalizes its time (UTC, milliseconds). Throws a ZodError or InvalidEventError. */
export function checkEvent(value: NewEvent): NewEvent {
  const event = parseNewEvent(value);
  const { type, stream, sequence } = event;
  const ownStream = streamOpenedBy(event);
  // A request of a person starts with its second event, a created release after the requests for it; a redelivery
  // is requested after others, as are changes of a model. `checkAgainstOpening` knows how the stream began.
  const isFirst =
    sequence === 1 ||
    streamKind(stream) === 'model' ||
    type === 'redelivery.requested' ||
    type === 'release.started' ||
    (sequence === 2 && type === 'offer.started');
  if (ownStream !== null && (ownStream !== stream || !isFirst))
    throw new InvalidEventError(
      `${type} must be the first event of stream ${ownStream}, not event ${sequence} of ${stream}`,
    );
  const kind = streamKind(stream);
  const openings: readonly string[] | null =
    kind === null || kind === 'project' ? null : OPENING_EVENTS[kind];
  if (sequence === 1 && openings !== null && !openings.includes(type))
    throw new InvalidEventError(
      `stream ${stream} must begin with ${openings.join(' or ')}, not with ${type}`,
    );
  if (kind === null || !Object.hasOwn(STREAM_EVENTS[kind], type))
    throw new InvalidEventError(
      `stream ${stream} takes no ${type}: it is not an event of ${kind === 'offer' ? 'an' : 'a'} ${kind}`,
    );
  if (kind === 'offer' && 'partner' in event.data && !stream.endsWith(`/${event.data.partner}`))
    throw new InvalidEventError(
      `stream ${stream} takes no ${type} of ${event.data.partner}: its offer is to another partner`,
    );
  const json = JSON.stringify(event.data);
  if (json.length > MAX_DATA_LENGTH)
    throw new InvalidEventError(
      `the data of ${type} in stream ${stream} has ${json.length} characters; ` +
        `at most ${MAX_DATA_LENGTH} are allowed`,
    );
  if (UNSTORABLE.test(json.replaceAll('\\\\', '')))
    throw new InvalidEventError(
      `the data of ${type} in stream ${stream} contains a forbidden character ` +
        '(U+0000 or half of a surrogate pair)',
    );
  return { ...event, occurredAt: new Date(event.occurredAt).toISOString() };
}

/**
 * Throws InvalidEventError for a takedown at a partner that the request of the withdrawal does not name, and for a
 * release that starts after the first event of its stream although no person has created it.
 */
export function checkAgainstOpening(event: NewEvent, opening: NewEvent): void {
  if (event.type === 'release.started' && event.sequence > 1 && opening.type !== 'release.created')
    throw new InvalidEventError(
      `release.started must be the first event of stream ${event.stream}, not event ${event.sequence}`,
    );
  if (opening.type !== 'withdrawal.requested') return;
  if (event.type !== 'takedown.requested' && event.type !== 'takedown.confirmed') return;
  const { partner } = event.data;
  if (!opening.data.partners.includes(partner))
    throw new InvalidEventError(
      `stream ${event.stream} takes no ${event.type} of ${partner}: it was not requested there`,
    );
}

/** The events of one append are consecutive events of one stream. Throws InvalidEventError. */
export function checkBatch(first: NewEvent, events: readonly NewEvent[]): void {
  if (events.length > MAX_BATCH)
    throw new InvalidEventError(
      `one append may have at most ${MAX_BATCH} events, not ${events.length}`,
    );
  events.forEach(({ stream, sequence, projectId }, index) => {
    if (
      stream !== first.stream ||
      sequence !== first.sequence + index ||
      projectId !== first.projectId
    )
      throw new InvalidEventError(
        'the events of one append must be consecutive events of one stream; ' +
          `event ${sequence} of ${stream} is not`,
      );
  });
}

/** The same type, data, actor and project: a repeated append. */
export const sameEvent = (one: NewEvent, other: NewEvent): boolean =>
  one.type === other.type &&
  one.actor === other.actor &&
  one.projectId === other.projectId &&
  canonicalJson(one.data) === canonicalJson(other.data);
