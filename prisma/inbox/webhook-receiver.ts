import type pg from 'pg';
import { z } from 'zod';

/** The answer to a request of a partner, in this file, that cannot be read. */
export interface Refusal {
  readonly request: string;
  readonly reason: string;
}

/** `partnerReference`, `trackId` or `releaseId` is the subject of the message, which identifies its project. */
export interface ReceivedWebhook {
  readonly partner: string;
  readonly webhookId: string;
  readonly body: string;
  readonly partnerReference?: string | null;
  readonly trackId?: string | null;
  readonly releaseId?: string | null;
  readonly traceparent?: string | null;
  /** The partner must get it. */
  readonly refusal?: Refusal;
}

/** `seen`: the partner has sent a webhook of this id before. */
export type Reception = 'new' | 'seen';

interface Waiting {
  readonly webhook: ReceivedWebhook;
  readonly resolve: (reception: Reception) => void;
  readonly reject: (error: unknown) => void;
}

/** Rows of one statement: bounds its size to a few megabytes. */
const MAX_ROWS = 100;
// Raw: many rows as eight parameters, so that one prepared statement fits any number.
const INSERT = `
  INSERT INTO public.inbox (
    partner, webhook_id, body, partner_reference, track_id, release_id, traceparent, refusal)
  SELECT
    partner, webhook_id, body, partner_reference, track_id, release_id, traceparent, refusal::jsonb
  FROM unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
    AS received (partner, webhook_id, body, partner_reference, track_id, release_id, traceparent, refusal)
  ON CONFLICT (partner, webhook_id) DO NOTHING
  RETURNING partner, webhook_id`;
const Inserted = z.array(z.object({ partner: z.string(), webhook_id: z.string() }));

/**
 * Stores webhooks. Those that arrive while others are written share the next commit, because a commit costs more than
 * a row. Each is answered after its own row is committed.
 */
export class WebhookReceiver {
  readonly #pool: pg.Pool;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  receive(webhook: ReceivedWebhook): Promise<Reception> {
    const received = new Promise<Reception>((resolve, reject) => {
      this.#waiting.push({ webhook, resolve, reject });
    });
    if (!this.#isWriting) void this.#write();
    return received;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_ROWS);
      await this.#store(batch).catch((error: unknown) => this.#storeEach(batch, error));
    }
    this.#isWriting = false;
  }

  async #store(batch: readonly Waiting[]): Promise<void> {
    const column = (key: Exclude<keyof ReceivedWebhook, 'refusal'>) =>
      batch.map(({ webhook }) => webhook[key] ?? null);
    const refusals = batch.map(({ webhook: { refusal } }) => refusal && JSON.stringify(refusal));
    const { rows } = await this.#pool.query({
      name: 'receive-webhooks',
      text: INSERT,
      values: [
        ...[column('partner'), column('webhookId'), column('body')],
        ...[column('partnerReference'), column('trackId'), column('releaseId')],
        ...[column('traceparent'), refusals],
      ],
    });
    const inserted = new Set(Inserted.parse(rows).map((row) => keyOf(row.partner, row.webhook_id)));
    // One id twice in a batch: the first is new.
    for (const { webhook, resolve } of batch)
      resolve(inserted.delete(keyOf(webhook.partner, webhook.webhookId)) ? 'new' : 'seen');
  }

  /** A row that the database refuses must not fail the others. */
  async #storeEach(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) return batch.forEach(({ reject }) => reject(error));
    for (const one of batch) await this.#store([one]).catch((own: unknown) => one.reject(own));
  }
}

const keyOf = (partner: string, webhookId: string): string => `${partner} ${webhookId}`;
