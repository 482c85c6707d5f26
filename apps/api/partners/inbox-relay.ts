import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Catalogue, InboxRow, Unsubscribe } from '@fermata/prisma';
import type { Metrics } from '../infrastructure/metrics.ts';
import { CATALOGUE, LOG, METRICS, TEMPORAL } from '../infrastructure/injection-tokens.ts';
import {
  type TemporalGateway,
  TemporalUnavailableError,
} from '../infrastructure/temporal-gateway.ts';
import { parseWebhook } from './parse-webhook.ts';

const BATCH_SIZE = 100;
const POLL_MS = 5_000;
const RETRY_MIN_MS = 200;
const RETRY_MAX_MS = 30_000;
const TEMPORAL_RETRY_MS = 1_000;
/** An answer may overtake the row that says whom it is for: the reservation is registered after the partner answered it. */
const UNKNOWN_REFERENCE_GRACE_MS = 10 * 60_000;

/**
 * Brings what partners told us to the workflow that waits for it. Any number of processes may do the same: a workflow drops the webhook id that it has seen,
 * and the first mark on a row stays. A row is pending until it is marked, so that whoever comes after a crash goes on with it.
 */
@Injectable()
export class InboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  #unsubscribe: Unsubscribe | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #rerun = false;
  #busy = false;
  #closed = false;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'deliveries' | 'inbox'>,
    @Inject(TEMPORAL) private readonly temporal: TemporalGateway,
    @Inject(LOG) private readonly log: Logger,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#unsubscribe = await this.catalogue.inbox.onReceived(() => this.#wake());
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
        this.log.error({ err: error }, 'the inbox could not be read; it will be tried again');
        waitMs = POLL_MS;
      }
    }
    this.#busy = false;
    if (!this.#closed) this.#timer = setTimeout(() => this.#wake(), waitMs);
  }

  /** Milliseconds until something should be tried again. */
  async #relayDue(): Promise<number> {
    const rows = await this.catalogue.inbox.due(BATCH_SIZE);
    for (const row of rows) {
      if (this.#closed) return POLL_MS;
      // The others would wait for Temporal as long.
      if ((await this.#attempt(row)) === 'away') return TEMPORAL_RETRY_MS;
    }
    // Each of them is relayed, given up or postponed, so that what comes next are others.
    if (rows.length === BATCH_SIZE) this.#rerun = true;
    return Math.min(
      POLL_MS,
      Math.max(RETRY_MIN_MS, (await this.catalogue.inbox.nextDueIn()) ?? POLL_MS),
    );
  }

  async #attempt(row: InboxRow): Promise<'done' | 'later' | 'away'> {
    try {
      const outcome = await this.#relay(row);
      if (outcome === 'later') await this.#postpone(row, 'no delivery has this reference yet');
      return outcome;
    } catch (error) {
      const temporalUnavailable = error instanceof TemporalUnavailableError;
      await this.#postpone(
        row,
        temporalUnavailable ? error.message : 'the webhook could not be relayed',
        error,
      );
      return temporalUnavailable ? 'away' : 'later';
    }
  }

  /** Kept in the row, so that a restart forgets no patience. */
  async #postpone(
    { id, partner, webhookId, attempts }: InboxRow,
    reason: string,
    error?: unknown,
  ): Promise<void> {
    await this.catalogue.inbox.postpone(id, Math.min(RETRY_MIN_MS * 2 ** attempts, RETRY_MAX_MS));
    this.log.warn(
      { partner, webhookId, attempts: attempts + 1, err: error },
      `${reason}; it will be tried again`,
    );
  }

  async #relay(row: InboxRow): Promise<'done' | 'later'> {
    const { id, partner, webhookId, traceparent } = row;
    const webhook = parseWebhook(row.body);
    // No later attempt would understand it.
    if (webhook === null)
      return this.#giveUp(row, 'the message is not one that the contract knows', null);
    const { reference } = webhook.data;
    const delivery = await this.catalogue.deliveries.findByReference(partner, reference);
    if (!delivery)
      return Date.now() - Date.parse(row.receivedAt) < UNKNOWN_REFERENCE_GRACE_MS
        ? 'later'
        : this.#giveUp(row, `no delivery has the reference "${reference}"`, reference);
    const { workflowId, trackId } = delivery;
    // The partner's trace goes on, whichever process brings it and however much later.
    const trace = propagation.extract(ROOT_CONTEXT, traceparent === null ? {} : { traceparent });
    const sent = await context.with(trace, () =>
      this.temporal.signalPartnerAnswer(workflowId, { webhookId, partner, webhook }),
    );
    if (sent === 'ended') return this.#giveUp(row, `${workflowId} has ended`, reference);
    await this.catalogue.inbox.markRelayed(id, { workflowId });
    this.log.info(
      { partner, webhookId, workflowId, trackId, type: webhook.type },
      'webhook relayed',
    );
    return 'done';
  }

  async #giveUp(
    { id, partner, webhookId }: InboxRow,
    reason: string,
    partnerReference: string | null,
  ): Promise<'done'> {
    await this.catalogue.inbox.markRelayed(id, { undeliverable: reason, partnerReference });
    this.metrics.inboxUndeliverable.inc({ partner });
    this.log.warn({ partner, webhookId }, `webhook kept as undeliverable: ${reason}`);
    return 'done';
  }
}
