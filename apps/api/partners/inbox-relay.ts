import { PartnerWebhook } from '@fermata/contracts';
import type { Catalogue, InboxRow, Unsubscribe } from '@fermata/prisma';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { TemporalAway, type TemporalDoor } from '../doors/temporal.ts';
import { CATALOGUE, LOG, METRICS, TEMPORAL } from '../doors/tokens.ts';
import type { Metrics } from '../operations/metrics.ts';

const BATCH = 100;
const POLL_MS = 5_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 30_000;
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
  readonly #retries = new Map<number, { attempts: number; notBefore: number }>();
  #unsubscribe: Unsubscribe | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #again = false;
  #busy = false;
  #closed = false;

  constructor(@Inject(CATALOGUE) catalogue: Catalogue, @Inject(TEMPORAL) temporal: TemporalDoor, @Inject(LOG) log: Logger, @Inject(METRICS) metrics: Metrics) {
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
        wait = await this.#relayPending();
      } catch (error) {
        this.#log.error({ err: error }, 'the inbox could not be read; it will be tried again');
        wait = POLL_MS;
      }
    }
    this.#busy = false;
    if (!this.#closed) this.#timer = setTimeout(() => this.#wake(), wait);
  }

  /** Milliseconds until something should be tried again. */
  async #relayPending(): Promise<number> {
    const rows = await this.#catalogue.inbox.pending(BATCH);
    if (rows.length < BATCH) for (const id of this.#retries.keys()) if (!rows.some((row) => row.id === id)) this.#retries.delete(id);
    let soonest = POLL_MS;
    for (const row of rows) {
      if (this.#closed) break;
      const retry = this.#retries.get(row.id);
      if (!retry || retry.notBefore <= Date.now()) await this.#attempt(row, retry?.attempts ?? 0);
      const due = this.#retries.get(row.id)?.notBefore;
      if (due !== undefined) soonest = Math.min(soonest, Math.max(FIRST_WAIT_MS, due - Date.now()));
    }
    if (rows.length === BATCH && !rows.every((row) => this.#retries.has(row.id))) this.#again = true;
    return soonest;
  }

  async #attempt(row: InboxRow, attempts: number): Promise<void> {
    try {
      const outcome = await this.#relay(row);
      if (outcome === 'later') return this.#later(row, attempts, 'no delivery has this reference yet');
      this.#retries.delete(row.id);
    } catch (error) {
      this.#later(row, attempts, error instanceof TemporalAway ? error.message : 'the webhook could not be relayed', error);
    }
  }

  #later(row: InboxRow, attempts: number, why: string, error?: unknown): void {
    this.#retries.set(row.id, { attempts: attempts + 1, notBefore: Date.now() + Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) });
    this.#log.warn({ partner: row.partner, webhookId: row.webhookId, attempts: attempts + 1, err: error }, `${why}; it will be tried again`);
  }

  async #relay(row: InboxRow): Promise<'done' | 'later'> {
    const { id, partner, webhookId, traceparent } = row;
    const webhook = PartnerWebhook.parse(JSON.parse(row.body));
    const { reference } = webhook.data;
    const delivery = await this.#catalogue.deliveries.findByReference(partner, reference);
    if (!delivery) return Date.now() - Date.parse(row.receivedAt) < UNKNOWN_REFERENCE_MS ? 'later' : this.#giveUp(row, `no delivery has the reference "${reference}"`);
    const { workflowId, trackId } = delivery;
    // The partner's trace goes on, whichever process brings it and however much later.
    const trace = propagation.extract(ROOT_CONTEXT, traceparent === null ? {} : { traceparent });
    const sent = await context.with(trace, () => this.#temporal.signalPartnerAnswer(workflowId, { webhookId, partner, webhook }));
    if (sent === 'ended') return this.#giveUp(row, `${workflowId} has ended`);
    await this.#catalogue.inbox.markRelayed(id, { workflowId });
    this.#log.info({ partner, webhookId, workflowId, trackId, type: webhook.type }, 'webhook relayed');
    return 'done';
  }

  async #giveUp({ id, partner, webhookId }: InboxRow, why: string): Promise<'done'> {
    await this.#catalogue.inbox.markRelayed(id, { undeliverable: why });
    this.#metrics.inboxUndeliverable.inc({ partner });
    this.#log.warn({ partner, webhookId }, `webhook kept as undeliverable: ${why}`);
    return 'done';
  }
}
