import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { type CloudEvent, positionOf, toCloudEvent } from '@fermata/contracts/events';
import type { EventView } from '@fermata/contracts/http';
import { type Catalogue, InvalidCursorError } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE, CONFIG, LOG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';
import { EventNotifier } from './event-notifier.ts';

type StreamQuery = { cursor?: string | undefined; trackId?: string };
/** Without a subject, all events of the project. */
type Subject = { readonly trackId?: string; readonly releaseId?: string };
const PAGE_SIZE = 200;

@Injectable()
export class EventService {
  /** Open streams of each actor. */
  readonly #openStreams = new Map<string, number>();

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'events'>,
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(LOG) private readonly log: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(EventNotifier) private readonly notifier: EventNotifier,
  ) {}

  async page(
    principal: Principal,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
    subject: Subject = {},
  ): Promise<{ items: EventView[]; nextCursor: string | null }> {
    const afterPosition = parseCursor(cursor);
    if (subject.trackId !== undefined) await this.lookup.assertExists(principal, subject.trackId);
    const events = await this.#read(principal, afterPosition, limit + 1, subject);
    const items = events.slice(0, limit);
    return { items, nextCursor: events.length > limit ? String(items.at(-1)?.position) : null };
  }

  /** The events after this one as CloudEvents, the same as subscribers get. */
  async cloudEvents({ projectId }: Principal, after: string, limit: number): Promise<CloudEvent[]> {
    const afterPosition = after === '0' ? 0 : positionOf(after);
    const events = await this.catalogue.events.readAll({ projectId, afterPosition, limit });
    return events.map(toCloudEvent);
  }

  /** Server-sent events until the client disconnects, its key is revoked or the API stops. */
  async stream(
    principal: Principal,
    { cursor, trackId }: StreamQuery,
    reply: FastifyReply,
  ): Promise<void> {
    const start =
      cursor === undefined && trackId === undefined
        ? await this.catalogue.events.head()
        : parseCursor(cursor);
    if (trackId !== undefined) await this.lookup.assertExists(principal, trackId);
    // `close` fires only once: if the client has already disconnected, the slot would leak.
    if (reply.raw.destroyed) return;
    const releaseStream = this.#acquireStream(principal);
    const clientGone = new AbortController();
    reply.raw.once('close', () => {
      clientGone.abort();
      releaseStream();
    });
    const body = Readable.from(
      this.#serverSentEvents(
        principal,
        start,
        trackId,
        clientGone.signal,
        async () => (await reply.request.stillAdmitted?.()) ?? false,
      ),
      {
        objectMode: false,
      },
    );
    body.on('error', (error) =>
      this.log.warn(
        { err: error, trackId },
        'an event stream failed; its client can resume from its cursor',
      ),
    );
    // A buffering proxy would delay events. A connection kept alive after the end would delay the server's shutdown.
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'close',
      })
      .send(body);
  }

  async *#serverSentEvents(
    principal: Principal,
    start: number,
    trackId: string | undefined,
    clientGone: AbortSignal,
    stillAdmitted: () => Promise<boolean>,
  ): AsyncGenerator<string> {
    const { heartbeatMs } = this.config.limits;
    const subject: Subject = trackId === undefined ? {} : { trackId };
    let position = start;
    let checkedAt = performance.now();
    yield `retry: 2000\n: live events, after ${position}\n\n`;
    while (!this.notifier.closing.aborted && !clientGone.aborted) {
      if (performance.now() - checkedAt >= heartbeatMs) {
        if (!(await stillAdmitted())) return;
        checkedAt = performance.now();
      }
      const seenAppends = this.notifier.appendCount;
      const events = await this.#read(principal, position, PAGE_SIZE, subject);
      for (const event of events) {
        yield `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
        position = event.position;
      }
      if (events.length === PAGE_SIZE) continue;
      if ((await this.notifier.waitForAppend(seenAppends, heartbeatMs, clientGone)) === 'time')
        yield ': still here\n\n';
    }
  }

  async #read(
    { projectId }: Principal,
    afterPosition: number,
    limit: number,
    subject: Subject,
  ): Promise<EventView[]> {
    const events = await this.catalogue.events.readAll({
      projectId,
      afterPosition,
      limit,
      ...subject,
    });
    return events.map(
      ({ position, stream, sequence, type, occurredAt, actor, workflowId, runId, data, hash }) => ({
        position,
        stream,
        sequence,
        type,
        occurredAt,
        actor,
        workflowId,
        runId,
        data,
        hash,
      }),
    );
  }

  #acquireStream({ projectId, actor }: Principal): () => void {
    const { streams, streamsPerKey } = this.config.limits;
    const owner = `${projectId} ${actor}`;
    const own = this.#openStreams.get(owner) ?? 0;
    const all = [...this.#openStreams.values()].reduce((sum, count) => sum + count, 0);
    if (own >= streamsPerKey || all >= streams) {
      const allowed =
        own >= streamsPerKey
          ? `${streamsPerKey} live streams for one actor`
          : `${streams} live streams`;
      throw new ProblemException('too-many-requests', `at most ${allowed} at a time; close one`, {
        retryAfterSeconds: 5,
      });
    }
    this.#openStreams.set(owner, own + 1);
    this.metrics.openStreams.set(all + 1);
    return () => {
      const remaining = (this.#openStreams.get(owner) ?? 1) - 1;
      if (remaining > 0) this.#openStreams.set(owner, remaining);
      else this.#openStreams.delete(owner);
      this.metrics.openStreams.dec();
    };
  }
}

/** A cursor is the global position of an event; opaque to callers. */
function parseCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor))
    throw new InvalidCursorError('the cursor was not returned by a page or a stream of events');
  return Number(cursor);
}
