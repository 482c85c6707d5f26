import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Catalogue, InboxRow, Unsubscribe } from '@fermata/prisma';
import { TemporalAway, type TemporalDoor } from '../doors/temporal.ts';
import { CATALOGUE, LOG, METRICS, TEMPORAL } from '../doors/tokens.ts';
import type { Metrics } from '../operations/metrics.ts';
import { understood } from './understood.ts';

const BATCH = 100;
const POLL_MS = 5_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
const AWAY_MS = 1_000;
/** An answer may overtake the row that says whom it is for: the reservation is registered after the partner answered it. */
const UNKNOWN_REFERENCE_MS = 10 * 60_000;

/**
 * Brings what partners told us to the workflow that waits for it. Any number of processes may do the same: a workflow drops the webhook id that it has seen,
 * and the first mark on a row stays. A row is pending until it is marked, so that whoever comes after a crash goes on with it.
 */
@Injectable()
export class InboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #catalogue: Catalogue;
  readonly #temporal: TemporalDoor;
  readonly #log: Logger;
  readonly #metrics: Metrics;
  #unsubscribe: Unsubscribe | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #again = false;
  #busy = false;
  #closed = false;

  constructor(
    @Inject(CATALOGUE) catalogue: Catalogue,
    @Inject(TEMPORAL) temporal: TemporalDoor,
    @Inject(LOG) log: Logger,
    @Inject(METRICS) metrics: Metrics,
  ) {
    this.#catalogue = catalogue;
    this.#temporal = temporal;
    this.#log = log;
    this.#metrics = metrics;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#unsubscribe = await this.#catalogue.inbox.onReceived(() => this.#wake());
    this.#wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#unsubscribe?.();
    await this.#running;
  }

  #wake(): void {
    if (this.#closed) return;
    this.#again = true;
    if (!this.#busy) this.#running = this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    let wait = POLL_MS;
    while (this.#again && !this.#closed) {
      this.#again = false;
      clearTimeout(this.#timer);
      try {
        wait = await this.#relayDue();
      } catch (error) {
        this.#log.error({ err: error }, 'the inbox could not be read; it will be tried again');
        wait = POLL_MS;
      }
    }
    this.#busy = false;
    if (!this.#closed) this.#timer = setTimeout(() => this.#wake(), wait);
  }

  /** Milliseconds until something should be tried again. */
  async #relayDue(): Promise<number> {
    const rows = await this.#catalogue.inbox.due(BATCH);
    for (const row of rows) {
      if (this.#closed) return POLL_MS;
      // The others would wait for Temporal as long.
      if ((await this.#attempt(row)) === 'away') return AWAY_MS;
    }
    // Each of them is relayed, given up or postponed, so that what comes next are others.
    if (rows.length === BATCH) this.#again = true;
    return Math.min(
      POLL_MS,
      Math.max(FIRST_WAIT_MS, (await this.#catalogue.inbox.nextDueIn()) ?? POLL_MS),
    );
  }

  async #attempt(row: InboxRow): Promise<'done' | 'later' | 'away'> {
    try {
      const outcome = await this.#relay(row);
      if (outcome === 'later') await this.#later(row, 'no delivery has this reference yet');
      return outcome;
    } catch (error) {
      const away = error instanceof TemporalAway;
      await this.#later(row, away ? error.message : 'the webhook could not be relayed', error);
      return away ? 'away' : 'later';
    }
  }

  /** Kept in the row, so that a restart forgets no patience. */
  async #later(
    { id, partner, webhookId, attempts }: InboxRow,
    why: string,
    error?: unknown,
  ): Promise<void> {
    await this.#catalogue.inbox.postpone(
      id,
      Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS),
    );
    this.#log.warn(
      { partner, webhookId, attempts: attempts + 1, err: error },
      `${why}; it will be tried again`,
    );
  }

  async #relay(row: InboxRow): Promise<'done' | 'later'> {
    const { id, partner, webhookId, traceparent } = row;
    const webhook = understood(row.body);
    // No later attempt would understand it.
    if (webhook === null)
      return this.#giveUp(row, 'the message is not one that the contract knows', null);
    const { reference } = webhook.data;
    const delivery = await this.#catalogue.deliveries.findByReference(partner, reference);
    if (!delivery)
      return Date.now() - Date.parse(row.receivedAt) < UNKNOWN_REFERENCE_MS
        ? 'later'
        : this.#giveUp(row, `no delivery has the reference "${reference}"`, reference);
    const { workflowId, trackId } = delivery;
    // The partner's trace goes on, whichever process brings it and however much later.
    const trace = propagation.extract(ROOT_CONTEXT, traceparent === null ? {} : { traceparent });
    const sent = await context.with(trace, () =>
      this.#temporal.signalPartnerAnswer(workflowId, { webhookId, partner, webhook }),
    );
    if (sent === 'ended') return this.#giveUp(row, `${workflowId} has ended`, reference);
    await this.#catalogue.inbox.markRelayed(id, { workflowId });
    this.#log.info(
      { partner, webhookId, workflowId, trackId, type: webhook.type },
      'webhook relayed',
    );
    return 'done';
  }

  async #giveUp(
    { id, partner, webhookId }: InboxRow,
    why: string,
    partnerReference: string | null,
  ): Promise<'done'> {
    await this.#catalogue.inbox.markRelayed(id, { undeliverable: why, partnerReference });
    this.#metrics.inboxUndeliverable.inc({ partner });
    this.#log.warn({ partner, webhookId }, `webhook kept as undeliverable: ${why}`);
    return 'done';
  }
}
