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
 * Relays partners' webhooks to the workflows that wait for them: those of one partner in order, those of several side
 * by side. Any number of processes may run a relay: each claims a row before its attempt. A row is pending until it is
 * marked, so after a crash another relay continues with it; a workflow ignores a webhook id it has seen.
 */
export class InboxRelay {
  readonly #deps: WebhookDeps;
  readonly #catalogue: WebhookDeps['catalogue'];
  readonly #log: WebhookDeps['log'];
  readonly #undeliverable: Counter<'partner'>;
  #unsubscribe: Unsubscribe | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
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
    await this.#unsubscribe?.();
    await this.#running;
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
        waitMs = await this.#relayDue();
      } catch (error) {
        this.#log.error({ err: error }, 'cannot read the inbox; retrying');
        waitMs = POLL_MS;
      }
    }
    this.#busy = false;
    if (!this.#closed) this.#timer = setTimeout(() => this.#wake(), waitMs);
  }

  /** Milliseconds until the next attempt. */
  async #relayDue(): Promise<number> {
    const rows = await this.#catalogue.inbox.due(BATCH_SIZE);
    const ofPartners = Map.groupBy(rows, ({ partner }) => partner);
    const outcomes = await Promise.all([...ofPartners.values()].map((own) => this.#relayAll(own)));
    if (this.#closed) return POLL_MS;
    if (outcomes.includes('unavailable')) return TEMPORAL_RETRY_MS;
    // Each row was relayed, given up or postponed, so the next batch has others.
    if (rows.length === BATCH_SIZE) this.#rerun = true;
    return Math.min(
      POLL_MS,
      Math.max(RETRY_MIN_MS, (await this.#catalogue.inbox.nextDueIn()) ?? POLL_MS),
    );
  }

  async #relayAll(rows: readonly DueWebhook[]): Promise<'done' | 'unavailable'> {
    for (const row of rows) {
      if (this.#closed) return 'done';
      // Another process has it.
      if (!(await this.#catalogue.inbox.claim(row.id, CLAIM_MS))) continue;
      // The other rows need Temporal as well.
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
