import { z } from 'zod';
import { ActorId } from '../values/ids.ts';
import { EVENT_TYPES, type EventType, type StoredEvent } from './event.ts';
import { schemaVersionOf } from './schema-versions.ts';

/** `evt_` and the position in the log. Also the `webhook-id` of each message about the event. */
export const EventId = z
  .string()
  .regex(/^evt_[1-9]\d{0,14}$/, 'an event id is "evt_" and the position of the event');

export const eventIdAt = (position: number): string => `evt_${position}`;

export const positionOf = (eventId: string): number => Number(eventId.slice('evt_'.length));

export const CLOUD_EVENT_MEDIA_TYPE = 'application/cloudevents+json';

export const CLOUD_EVENT_BATCH_MEDIA_TYPE = 'application/cloudevents-batch+json';

/** An event outside Fermata: CloudEvents 1.0. `sequence` and `actor` are extension attributes. */
export const CloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: EventId,
    /** `urn:fermata:project:` and the project. */
    source: z.string(),
    type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
    /** The stream: the aggregate that the event is about, such as `track/trk_…`. */
    subject: z.string(),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    /** `urn:fermata:event:`, the type and the version of its schema. */
    dataschema: z.string(),
    /** The place within the stream: ten digits, `0000000001` first. */
    sequence: z.string().regex(/^\d{10}$/),
    actor: ActorId,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CloudEvent' });

export type CloudEvent = z.infer<typeof CloudEvent>;

export const schemaIdOf = (type: EventType): string =>
  `urn:fermata:event:${type}:${schemaVersionOf(type)}`;

/** The same for pulled and pushed events. */
export const toCloudEvent = (event: StoredEvent): CloudEvent => ({
  specversion: '1.0',
  id: eventIdAt(event.position),
  source: `urn:fermata:project:${event.projectId}`,
  type: event.type,
  subject: event.stream,
  time: event.occurredAt,
  datacontenttype: 'application/json',
  dataschema: schemaIdOf(event.type),
  sequence: String(event.sequence).padStart(10, '0'),
  actor: event.actor,
  data: event.data,
});
