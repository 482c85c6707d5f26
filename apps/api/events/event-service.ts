import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { EventView } from '@fermata/contracts';
import { BadCursor, type Catalogue } from '@fermata/prisma';
import type { Viewer } from '../auth/viewer.ts';
import type { ApiConfig } from '../config.ts';
import { CATALOGUE, CONFIG, LOG, METRICS } from '../doors/tokens.ts';
import type { Metrics } from '../operations/metrics.ts';
import { ProblemException } from '../problems/problem-exception.ts';
import { TrackService } from '../tracks/track-service.ts';
import { EventHub } from './event-hub.ts';

type StreamFrom = { cursor?: string | undefined; trackId?: string };
const PAGE = 200;

@Injectable()
export class EventService {
  readonly #catalogue: Catalogue;
  readonly #config: ApiConfig;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  readonly #tracks: TrackService;
  readonly #hub: EventHub;
  /** Open streams of each actor. */
  readonly #open = new Map<string, number>();

  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(CONFIG) config: ApiConfig,
    @Inject(LOG) log: Logger,
    @Inject(METRICS) metrics: Metrics,
    @Inject(TrackService) tracks: TrackService,
    @Inject(EventHub) hub: EventHub,
  ) {
    this.#catalogue = catalogue;
    this.#config = config;
    this.#log = log;
    this.#metrics = metrics;
    this.#tracks = tracks;
    this.#hub = hub;
  }

  async page(
    viewer: Viewer,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
    trackId?: string,
  ): Promise<{ items: EventView[]; nextCursor: string | null }> {
    const afterPosition = positionOf(cursor);
    if (trackId !== undefined) await this.#tracks.assertKnown(viewer, trackId);
    const events = await this.#read(viewer, afterPosition, limit + 1, trackId);
    const items = events.slice(0, limit);
    return { items, nextCursor: events.length > limit ? String(items.at(-1)?.position) : null };
  }

  /** Server-sent events that go on until the client leaves or we close. */
  async stream(
    viewer: Viewer,
    { cursor, trackId }: StreamFrom,
    reply: FastifyReply,
  ): Promise<void> {
    const start =
      cursor === undefined && trackId === undefined
        ? await this.#catalogue.events.head()
        : positionOf(cursor);
    if (trackId !== undefined) await this.#tracks.assertKnown(viewer, trackId);
    // Whoever has left meanwhile says so no second time: the line would never be given back.
    if (reply.raw.destroyed) return;
    const release = this.#take(viewer);
    const left = new AbortController();
    reply.raw.once('close', () => {
      left.abort();
      release();
    });
    const body = Readable.from(this.#messages(viewer, start, trackId, left.signal), {
      objectMode: false,
    });
    body.on('error', (error) =>
      this.#log.warn(
        { err: error, trackId },
        'a stream of events broke; its client goes on from its cursor',
      ),
    );
    // A proxy that buffers would hold events back; a connection kept alive after the end would hold up the stop of the server.
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'close',
      })
      .send(body);
  }

  async *#messages(
    viewer: Viewer,
    start: number,
    trackId: string | undefined,
    left: AbortSignal,
  ): AsyncGenerator<string> {
    let position = start;
    yield `retry: 2000\n: live events, after ${position}\n\n`;
    while (!this.#hub.closing.aborted && !left.aborted) {
      const mark = this.#hub.mark;
      const events = await this.#read(viewer, position, PAGE, trackId);
      for (const event of events) {
        yield `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
        position = event.position;
      }
      if (events.length === PAGE) continue;
      if ((await this.#hub.appendedAfter(mark, this.#config.limits.heartbeatMs, left)) === 'time')
        yield ': still here\n\n';
    }
  }

  async #read(
    { projectId }: Viewer,
    afterPosition: number,
    limit: number,
    trackId: string | undefined,
  ): Promise<EventView[]> {
    const events = await this.#catalogue.events.readAll({
      projectId,
      afterPosition,
      limit,
      ...(trackId === undefined ? {} : { trackId }),
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

  #take({ projectId, actor }: Viewer): () => void {
    const { streams, streamsPerKey } = this.#config.limits;
    const who = `${projectId} ${actor}`;
    const own = this.#open.get(who) ?? 0;
    const all = [...this.#open.values()].reduce((sum, count) => sum + count, 0);
    if (own >= streamsPerKey || all >= streams)
      throw new ProblemException(
        'too-many-requests',
        `at most ${own >= streamsPerKey ? `${streamsPerKey} live streams for one actor` : `${streams} live streams`} at a time; close one`,
        { retryAfterSeconds: 5 },
      );
    this.#open.set(who, own + 1);
    this.#metrics.openStreams.set(all + 1);
    return () => {
      const left = (this.#open.get(who) ?? 1) - 1;
      if (left > 0) this.#open.set(who, left);
      else this.#open.delete(who);
      this.#metrics.openStreams.dec();
    };
  }
}

/** A cursor is the global position of an event; opaque to callers. */
function positionOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,15}$/.test(cursor))
    throw new BadCursor('this cursor was not given by a page or a stream of events');
  return Number(cursor);
}
