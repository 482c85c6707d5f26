import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { Counter } from 'prom-client';
import { cleanText, growingPauseMs, workflowIds } from '@fermata/contracts/values';
import { parseWebhook } from '@fermata/domain/inbox';
import { type Catalogue, type InboxRow, isFinalError, type Unsubscribe } from '@fermata/prisma';
import {
  signalPartnerAnswer,
  SignalRefusedError,
  TemporalUnavailableError,
} from './signal-partner-answer.ts';
import { startRequest } from './start-request.ts';

const BATCH_SIZE = 100;
const POLL_MS = 5_000;
const RETRY_MIN_MS = 200;
const RETRY_MAX_MS = 30_000;
const TEMPORAL_RETRY_MS = 1_000;
/** A webhook may overtake the row with its reference, which is registered after the partner's answer. */
const UNKNOWN_REFERENCE_GRACE_MS = 10 * 60_000;
const MAX_REASON_LENGTH = 500;

interface RelayDependencies {
  readonly catalogue: Pick<Catalogue, 'inbox' | 'offerAddresses' | 'releases' | 'tracks' | 'usage'>;
  readonly client: Client;
  readonly log: Logger;
  readonly undeliverable: Counter<'partner'>;
}

/**
 * Relays partners' webhooks to the workflows that wait for them. Any number of processes may run a
 * relay: a workflow drops a webhook id it has seen, and the first mark on a row is kept. A row is
 * pending until it is marked, so a relay that starts after a crash continues with it.
 */
export class InboxRelay {
  readonly #catalogue: RelayDependencies['catalogue'];
  readonly #client: Client;
  readonly #log: Logger;
  readonly #undeliverable: Counter<'partner'>;
  #unsubscribe: Unsubscribe | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #rerun = false;
  #busy = false;
  #closed = false;

  constructor({ catalogue, client, log, undeliverable }: RelayDependencies) {
    this.#catalogue = catalogue;
    this.#client = client;
    this.#log = log;
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
    for (const row of rows) {
      if (this.#closed) return POLL_MS;
      // The other rows need Temporal as well.
      if ((await this.#attempt(row)) === 'unavailable') return TEMPORAL_RETRY_MS;
    }
    // Each row was relayed, given up or postponed, so the next batch has others.
    if (rows.length === BATCH_SIZE) this.#rerun = true;
    return Math.min(
      POLL_MS,
      Math.max(RETRY_MIN_MS, (await this.#catalogue.inbox.nextDueIn()) ?? POLL_MS),
    );
  }

  async #attempt(row: InboxRow): Promise<'done' | 'later' | 'unavailable'> {
    try {
      const outcome = await this.#relay(row);
      if (outcome === 'later') await this.#postpone(row, 'no offer has this reference yet');
      return outcome;
    } catch (error) {
      if (error instanceof TemporalUnavailableError) {
        await this.#postpone(row, error.message, error);
        return 'unavailable';
      }
      if (isFinalError(error) || error instanceof SignalRefusedError)
        return this.#recordFinalError(row, error);
      await this.#postpone(row, 'cannot relay the webhook', error);
      return 'later';
    }
  }

  /** Every further attempt would fail in the same way: a person must look at the message. */
  async #recordFinalError(row: InboxRow, error: unknown): Promise<'done'> {
    const reason = error instanceof Error ? error.message : String(error);
    this.#log.error(
      { partner: row.partner, webhookId: row.webhookId, err: error },
      'cannot relay the webhook',
    );
    return this.#recordUndeliverable(
      row,
      cleanText(`it cannot be relayed: ${reason}`, MAX_REASON_LENGTH),
    );
  }

  /** Stored in the row, so the delay survives a restart. */
  async #postpone(
    { id, partner, webhookId, attempts }: InboxRow,
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

  async #relay(row: InboxRow): Promise<'done' | 'later'> {
    const { id, partner, webhookId, traceparent } = row;
    const webhook = parseWebhook(row.body);
    // A retry would not parse it either.
    if (webhook === null)
      return this.#recordUndeliverable(row, 'the message does not match the contract');
    // Continues the partner's trace, even much later and in another process.
    const trace = propagation.extract(ROOT_CONTEXT, traceparent === null ? {} : { traceparent });
    const start = async (about: Parameters<typeof startRequest>[2]): Promise<'done'> => {
      const workflowId = await context.with(trace, () =>
        startRequest(this.#client, { partner, webhookId }, about),
      );
      await this.#catalogue.inbox.markRelayed(id, { workflowId });
      this.#log.info({ partner, webhookId, workflowId, type: webhook.type }, 'webhook relayed');
      return 'done';
    };
    if (webhook.type === 'release.requested') return start({ wish: 'a release' });
    if (webhook.type === 'order.requested') {
      const { title, text } = webhook.data.brief;
      return start({ wish: 'a track', title: title ?? text });
    }
    const { reference } = webhook.data;
    const address = await this.#catalogue.offerAddresses.findByReference(partner, reference);
    if (!address && ageOf(row) < UNKNOWN_REFERENCE_GRACE_MS) return 'later';
    // Its workflow refuses an unknown reference: each request gets an answer.
    if (webhook.type === 'takedown.requested') {
      const { tracks } = this.#catalogue;
      const track = address && (await tracks.find(address.projectId, address.trackId));
      return start({ wish: 'a takedown', title: track?.title });
    }
    if (!address)
      return this.#recordUndeliverable(row, `no offer has the reference "${reference}"`);
    const { workflowId, trackId } = address;
    if (webhook.type === 'usage.reported') {
      await this.#catalogue.usage.record({ ...address, webhookId, lines: webhook.data.lines });
      await this.#catalogue.inbox.markRelayed(id, { workflowId: null });
      this.#log.info({ partner, webhookId, trackId, type: webhook.type }, 'usage recorded');
      return 'done';
    }
    // A rejection of a release on sale goes to the track, too, if the release is that of one track.
    const receivers =
      webhook.type === 'delivery.rejected' && !(await this.#isOrdered(address))
        ? [workflowId, workflowIds.track(trackId)]
        : [workflowId];
    for (const receiver of receivers) {
      const sent = await context.with(trace, () =>
        signalPartnerAnswer(this.#client, receiver, { webhookId, partner, webhook }),
      );
      if (sent === 'ended') continue;
      await this.#catalogue.inbox.markRelayed(id, { workflowId: receiver });
      this.#log.info(
        { partner, webhookId, workflowId: receiver, trackId, type: webhook.type },
        'webhook relayed',
      );
      return 'done';
    }
    return this.#recordUndeliverable(
      row,
      receivers.map((receiver) => `${receiver} has ended`).join('; '),
    );
  }

  async #isOrdered({
    projectId,
    releaseId,
  }: {
    readonly projectId: string;
    readonly releaseId: string;
  }): Promise<boolean> {
    return Boolean((await this.#catalogue.releases.find(projectId, releaseId))?.order);
  }

  async #recordUndeliverable(
    { id, partner, webhookId }: InboxRow,
    reason: string,
  ): Promise<'done'> {
    await this.#catalogue.inbox.markRelayed(id, { undeliverable: reason });
    this.#undeliverable.inc({ partner });
    this.#log.warn({ partner, webhookId }, `webhook recorded as undeliverable: ${reason}`);
    return 'done';
  }
}

const ageOf = ({ receivedAt }: InboxRow): number => Date.now() - Date.parse(receivedAt);
