import { z } from 'zod';
import { ActorId, ProjectId } from '../values/ids.ts';
import { AMENDMENT_EVENTS } from './amendment-events.ts';
import { MODEL_EVENTS } from './model-events.ts';
import { PARTNER_EVENTS } from './partner-events.ts';
import { PROJECT_EVENTS } from './project-events.ts';
import { RECALL_EVENTS } from './recall-events.ts';
import { OFFER_EVENTS, RELEASE_EVENTS } from './release-events.ts';
import { SUBSCRIPTION_EVENTS } from './subscription-events.ts';
import { TRACK_EVENTS } from './track-events.ts';
import { WITHDRAWAL_EVENTS } from './withdrawal-events.ts';

/** The events of each kind of stream. A stream takes no others. */
export const STREAM_EVENTS = {
  track: TRACK_EVENTS,
  release: RELEASE_EVENTS,
  offer: OFFER_EVENTS,
  amendment: AMENDMENT_EVENTS,
  withdrawal: WITHDRAWAL_EVENTS,
  project: PROJECT_EVENTS,
  subscription: SUBSCRIPTION_EVENTS,
  partner: PARTNER_EVENTS,
  recall: RECALL_EVENTS,
  model: MODEL_EVENTS,
} as const;

/**
 * The schema of the data of each event type. Append-only: a type or an optional field may be added,
 * never changed or removed.
 */
export const EVENT_DATA = {
  ...STREAM_EVENTS.track,
  ...STREAM_EVENTS.release,
  ...STREAM_EVENTS.offer,
  ...STREAM_EVENTS.amendment,
  ...STREAM_EVENTS.withdrawal,
  ...STREAM_EVENTS.project,
  ...STREAM_EVENTS.subscription,
  ...STREAM_EVENTS.partner,
  ...STREAM_EVENTS.recall,
  ...STREAM_EVENTS.model,
} as const;

export type EventType = keyof typeof EVENT_DATA;

export const EVENT_TYPES = Object.keys(EVENT_DATA) as EventType[];

export type EventData<T extends EventType> = z.infer<(typeof EVENT_DATA)[T]>;

export type StreamKind = keyof typeof STREAM_EVENTS;

const KINDS = '(track|release|withdrawal|project|subscription|partner|recall|model)';
const ID = '[a-z0-9_-]{1,60}';
/**
 * `track/trk_…`, `release/rel_…`, `release/rel_…/<partner>`, `amendment/rel_…/<metadata version>`,
 * `withdrawal/wdr_…`, `project/…`, `subscription/sub_…`, `partner/<name>`, `recall/rcl_…`,
 * `model/mdl_…`
 */
const StreamId = z
  .string()
  .regex(
    new RegExp(`^(${KINDS}/${ID}|release/${ID}/[a-z0-9-]{1,31}|amendment/${ID}/[1-9][0-9]{0,5})$`),
  );

const OFFER_STREAM = /^release\/[^/]+\//;

/** The kind of a stream, by its id; null for an unknown one. */
export function streamKind(stream: string): StreamKind | null {
  if (OFFER_STREAM.test(stream)) return 'offer';
  const [kind = ''] = stream.split('/', 1);
  return Object.hasOwn(STREAM_EVENTS, kind) ? (kind as StreamKind) : null;
}

const envelope = {
  projectId: ProjectId,
  stream: StreamId,
  /** 1, 2, 3 … within the stream; the optimistic lock. */
  sequence: z.number().int().positive(),
  /** The writer's clock; a workflow's clock is replayed. */
  occurredAt: z.iso.datetime(),
  actor: ActorId,
  workflowId: z.string().nullable(),
  runId: z.string().nullable(),
};

/** An event before it is stored. `data` is parsed by `EVENT_DATA[type]`. */
export type NewEvent = {
  [T in EventType]: {
    type: T;
    data: EventData<T>;
    projectId: string;
    stream: string;
    sequence: number;
    occurredAt: string;
    actor: string;
    workflowId: string | null;
    runId: string | null;
  };
}[EventType];

/**
 * A stored event. `position` is global and gapless. `contentSha256` = sha256(JCS(the NewEvent));
 * `hash` = sha256(JCS({ contentSha256, position, prevHash, logPrevHash })).
 * `prevHash` is the hash of the previous event in the stream, `logPrevHash` that of the previous event
 * in the log of all streams; 64 zeros for the first event.
 */
export type StoredEvent = NewEvent & {
  position: number;
  contentSha256: string;
  prevHash: string;
  logPrevHash: string;
  hash: string;
};

// Built once: building a schema costs more than parsing with it.
const EventHead = z.object({
  ...envelope,
  type: z.enum(EVENT_TYPES as [EventType, ...EventType[]]),
  data: z.unknown(),
});

/** Parses a row or a payload. Throws a ZodError for an unknown type or invalid data. */
export function parseNewEvent(value: unknown): NewEvent {
  const head = EventHead.parse(value);
  return { ...head, data: EVENT_DATA[head.type].parse(head.data) } as NewEvent;
}

export function isNewEvent(value: unknown): value is NewEvent {
  const head = EventHead.safeParse(value).data;
  return head !== undefined && EVENT_DATA[head.type].safeParse(head.data).success;
}
