import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { z } from 'zod';
import { ApiClient } from '@fermata/clients/api';
import {
  EventPage,
  type EventView,
  type ReviewView,
  TrackAccepted,
  type TrackRequestInput,
  TrackView,
  WithdrawAccepted,
} from '@fermata/contracts/http';
import { type CommandResult, hasLeftProduction, type Stage } from '@fermata/contracts/values';
import type { Keys } from '@fermata/stack';

export interface TestStackOptions {
  readonly env: Record<string, string>;
  readonly keys: Keys;
  /** Polling interval. Longer on a shared stack, whose API limits requests per actor. */
  readonly pollMs?: number;
}

/** Counts from the partner's own storage. */
export const PartnerStats = z.object({
  reservations: z.number(),
  uploads: z.number(),
  deliveries: z.number(),
  confirmations: z.number(),
  takedowns: z.number(),
  live: z.number(),
  replays: z.number(),
});

export type SeededActor = 'ada' | 'rita' | 'otto' | (string & {});

/** A running stack, used over HTTP with the keys of its people. Every wait is for a condition. */
export class TestStack {
  readonly env: Record<string, string>;
  readonly #keys: Keys;
  readonly #closing = new AbortController();
  readonly #pollMs: number;
  #temporal: Client | null = null;

  constructor({ env, keys, pollMs = 400 }: TestStackOptions) {
    this.env = env;
    this.#pollMs = pollMs;
    this.#keys = keys;
  }

  as(actor: SeededActor): ApiClient {
    return new ApiClient({
      url: this.variable('FERMATA_API_URL'),
      key: this.keyOf(actor),
      signal: this.#closing.signal,
    });
  }

  keyOf(actor: SeededActor): string {
    const key = this.#keys.keys.find((entry) => entry.actor === `act_${actor}`)?.key;
    if (!key) throw new Error(`no key for ${actor}`);
    return key;
  }

  variable(name: string): string {
    const value = this.env[name];
    if (!value) throw new Error(`the stack has no ${name}`);
    return value;
  }

  async temporal(): Promise<Client> {
    this.#temporal ??= new Client({
      connection: await Connection.connect({ address: this.variable('TEMPORAL_ADDRESS') }),
      namespace: this.variable('TEMPORAL_NAMESPACE'),
    });
    return this.#temporal;
  }

  /** Creates a short track with short waits by default. */
  async create(
    request: Partial<TrackRequestInput> & { brief?: TrackRequestInput['brief'] } = {},
    key: string = randomUUID(),
  ): Promise<string> {
    const body: TrackRequestInput = {
      candidates: 1,
      ...request,
      brief: { text: 'warm lo-fi bed', durationSeconds: 8, seed: 7, ...request.brief },
      review: { graceSeconds: 0, ...request.review },
    };
    const { trackId } = await this.as('ada').post('/v1/tracks', body, TrackAccepted, {
      idempotencyKey: key,
    });
    return trackId;
  }

  track(trackId: string): Promise<TrackView> {
    return this.as('otto').get(`/v1/tracks/${trackId}`, TrackView);
  }

  async events(trackId: string): Promise<EventView[]> {
    const events: EventView[] = [];
    let cursor: string | undefined;
    do {
      const page: z.infer<typeof EventPage> = await this.as('otto').get(
        `/v1/tracks/${trackId}/events`,
        EventPage,
        { limit: 100, cursor },
      );
      events.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return events;
  }

  /** Waits for an event of this type on the track and returns it. */
  event(
    trackId: string,
    type: string,
    where: (event: EventView) => boolean = () => true,
  ): Promise<EventView> {
    return this.until(`${type} of ${trackId}`, async () =>
      (await this.events(trackId)).find((event) => event.type === type && where(event)),
    );
  }

  stage(trackId: string, stage: Stage): Promise<TrackView> {
    return this.until(`${trackId} in stage ${stage}`, async () => {
      const view = await this.track(trackId).catch(undefinedOnError);
      if (
        view &&
        view.stage !== stage &&
        hasLeftProduction(view.stage) &&
        !(stage === 'delisted' && view.stage === 'published') &&
        stage !== 'withdrawn'
      )
        throw new Error(
          `${trackId} ended ${view.stage} (${view.detail ?? 'no detail'}), expected ${stage}`,
        );
      return view?.stage === stage ? view : undefined;
    });
  }

  /** The open review of a track in stage `review`. */
  async review(trackId: string): Promise<ReviewView> {
    return this.until(`review of ${trackId}`, async () => {
      const { review } = await this.track(trackId);
      return review && (review.state === 'open' || review.state === 'grace') ? review : undefined;
    });
  }

  async decide(
    trackId: string,
    verdict: 'approve' | 'reject' | 'send-back',
    options: { who?: SeededActor; note?: string } = {},
  ): Promise<CommandResult> {
    const { reviewId } = await this.review(trackId);
    return this.as(options.who ?? 'rita').command(
      `/v1/reviews/${reviewId}/${verdict}`,
      options.note === undefined ? {} : { note: options.note },
    );
  }

  async approve(trackId: string): Promise<TrackView> {
    await this.decide(trackId, 'approve');
    return this.stage(trackId, 'published');
  }

  withdraw(trackId: string, reason: string): Promise<z.infer<typeof WithdrawAccepted>> {
    return this.as('otto').post(`/v1/tracks/${trackId}/withdraw`, { reason }, WithdrawAccepted, {
      idempotencyKey: `withdraw-${trackId}`,
    });
  }

  /** The partner's own counts, for one release or all. */
  async partnerStats(releaseId?: string): Promise<z.infer<typeof PartnerStats>> {
    return PartnerStats.parse(
      await this.partner('GET', `/v1/stats${releaseId ? `?releaseId=${releaseId}` : ''}`),
    );
  }

  async partner(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.variable('PARTNER_SANDBOX_URL') + path, {
      method,
      headers: {
        authorization: `Bearer ${this.variable('PARTNER_SANDBOX_API_KEY')}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`partner ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** Polls until `ask` returns a value. The limit only ends a test that would otherwise hang. */
  async until<T>(
    awaited: string,
    ask: () => Promise<T | undefined>,
    limitSeconds = 240,
  ): Promise<T> {
    const end = performance.now() + limitSeconds * 1000;
    for (;;) {
      const result = await ask();
      if (result !== undefined) return result;
      if (performance.now() > end) throw new Error(`waited ${limitSeconds} s for ${awaited}`);
      await pause(this.#pollMs);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#temporal?.connection.close();
  }
}

/** Undefined before the first event and while a service restarts. */
const undefinedOnError = (): undefined => undefined;
