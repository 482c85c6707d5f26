import { setTimeout as pause } from 'node:timers/promises';
import type { Counter } from 'prom-client';
import { cleanText, growingPauseMs } from '@fermata/contracts/values';
import { type DueWebhook, isFinalError, type Unsubscribe } from '@fermata/prisma';
import { TemporalUnavailableError } from '@fermata/temporal-config/temporal-unavailable-error';
import { type NotDelivered, relayWebhook, type WebhookDeps } from './relay-webhook.ts';
import { MessageRefusedError } from './with-relay-errors.ts';

const BATCH_SIZE = 100;
const POLL_MS = 5_000;
const RETRY_MIN_MS = 200;
const RETRY_MAX_MS = 30_000;
const TEMPORAL_RETRY_MS = 1_000;
/** Longer than an attempt may take: each of up to three receivers has ten seconds, one after another. */
const CLAIM_MS = 60_000;
const MAX_REASON_LENGTH = 500;

interface RelayDependencies extends WebhookDeps {
  readonly undeliverable: Counter<'partner'>;
}

/**
 * Relays partners' webhooks to the workflows that wait for them, in a loop for each partner: its webhooks in order, and
 * a workflow that does not take one delays no other partner. Any number of processes may run a relay: each claims a row
 * before its attempt; between them the order of one partner's webhooks may change. A row is pending until it is marked,
 * so after a crash another relay continues with it; a workflow ignores a webhook id it has seen.
 */
export class InboxRelay {
  readonly #deps: WebhookDeps;
  readonly #catalogue: WebhookDeps['catalogue'];
  readonly #log: WebhookDeps['log'];
  readonly #undeliverable: Counter<'partner'>;
  #unsubscribe: Unsubscribe | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  /** By partner. */
  readonly #loops = new Map<string, Promise<void>>();
  readonly #abort = new AbortController();
  #rerun = false;
  #busy = false;
  #closed = false;

  constructor({ undeliverable, ...deps }: RelayDependencies) {
    this.#deps = deps;
    this.#catalogue = deps.catalogue;
    this.#log = deps.log;
    this.#undeliverable = undeliverable;
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#catalogue.inbox.onReceived(() => this.#wake());
    this.#wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#abort.abort();
    await this.#unsubscribe?.();
    await this.#running;
    await Promise.all(this.#loops.values());
  }

  #wake(): void {
    if (this.#closed) return;
    this.#rerun = true;
    if (!this.#busy) this.#running = this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    let waitMs = POLL_MS;
    while (this.#rerun && !this.#closed) {
      this.#rerun = false;
      clearTimeout(this.#timer);
      try {
        waitMs = await this.#startDue();
      } catch (error) {
        this.#log.error({ err: error }, 'cannot read the inbox; retrying');
        waitMs = POLL_MS;
      }
    }
    this.#busy = false;
    if (!this.#closed) this.#timer = setTimeout(() => this.#wake(), waitMs);
  }

  /** Starts a loop for each partner with due webhooks. Returns the milliseconds until the next one is due. */
  async #startDue(): Promise<number> {
    const rows = await this.#catalogue.inbox.due(BATCH_SIZE, [...this.#loops.keys()]);
    if (this.#closed) return POLL_MS;
    for (const [partner, own] of Map.groupBy(rows, (row) => row.partner))
      this.#loops.set(partner, this.#loop(partner, own));
    // The next batch has those of other partners.
    if (rows.length === BATCH_SIZE) this.#rerun = true;
    const nextDueInMs = await this.#catalogue.inbox.nextDueIn([...this.#loops.keys()]);
    return Math.min(POLL_MS, Math.max(RETRY_MIN_MS, nextDueInMs ?? POLL_MS));
  }

  /** Relays webhooks of one partner. Until it ends, no others of the partner are read. */
  async #loop(partner: string, rows: readonly DueWebhook[]): Promise<void> {
    try {
      if ((await this.#relayAll(rows)) === 'unavailable') await this.#pause(TEMPORAL_RETRY_MS);
    } catch (error) {
      this.#log.error({ err: error, partner }, 'cannot relay the webhooks of a partner; retrying');
      await this.#pause(POLL_MS);
    }
    this.#loops.delete(partner);
    this.#wake();
  }

  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#abort;
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  async #relayAll(rows: readonly DueWebhook[]): Promise<'done' | 'unavailable'> {
    for (const row of rows) {
      if (this.#closed) return 'done';
      // Another process has it.
      if (!(await this.#catalogue.inbox.claim(row.id, CLAIM_MS))) continue;
      // The other rows of the partner need Temporal as well.
      if ((await this.#attempt(row)) === 'unavailable') return 'unavailable';
    }
    return 'done';
  }

  async #attempt(row: DueWebhook): Promise<'done' | 'later' | 'unavailable'> {
    try {
      const outcome = await relayWebhook(this.#deps, row);
      if (typeof outcome === 'object') return await this.#recordNotDelivered(row, outcome);
      if (outcome === 'later') await this.#postpone(row, 'no offer has this reference yet');
      return outcome;
    } catch (error) {
      if (error instanceof TemporalUnavailableError) {
        await this.#postpone(row, error.message, error);
        return 'unavailable';
      }
      if (isFinalError(error) || error instanceof MessageRefusedError)
        return this.#recordFinalError(row, error);
      await this.#postpone(row, 'cannot relay the webhook', error);
      return 'later';
    }
  }

  /** Every further attempt would fail in the same way: a person must handle the message. */
  async #recordFinalError(row: DueWebhook, error: unknown): Promise<'done'> {
    const reason = error instanceof Error ? error.message : String(error);
    this.#log.error(
      { partner: row.partner, webhookId: row.webhookId, err: error },
      'cannot relay the webhook',
    );
    return this.#recordNotDelivered(row, {
      undeliverable: cleanText(`it cannot be relayed: ${reason}`, MAX_REASON_LENGTH),
    });
  }

  /** Stored in the row, so the delay survives a restart. */
  async #postpone(
    { id, partner, webhookId, attempts }: DueWebhook,
    reason: string,
    error?: unknown,
  ): Promise<void> {
    const attempt = attempts + 1;
    const waitMs = growingPauseMs(attempt, RETRY_MIN_MS, RETRY_MAX_MS);
    await this.#catalogue.inbox.postpone(id, waitMs, reason);
    this.#log.warn(
      { partner, webhookId, attempts: attempt, err: error },
      `${reason}; retrying later`,
    );
  }

  async #recordNotDelivered(
    { id, partner, webhookId }: DueWebhook,
    why: NotDelivered,
  ): Promise<'done'> {
    await this.#catalogue.inbox.markRelayed(id, why);
    this.#undeliverable.inc({ partner });
    this.#log.warn({ partner, webhookId, ...why }, 'no workflow gets the webhook');
    return 'done';
  }
}
