import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';

/** The answer to a request of a partner, in this file, that cannot be read. */
export interface WebhookRefusal {
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
  readonly refusal?: WebhookRefusal;
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
/** SQLSTATE classes of a row that the database does not take: invalid data, a broken constraint. */
const DATA_ERROR = /^2[23]/;
// The time is rounded down: a column rounds to the nearest, which may be in the future.
// Raw: many rows as eight parameters, so that one prepared statement fits any number.
const INSERT = `
  INSERT INTO public.inbox (
    partner, webhook_id, body, partner_reference, track_id, release_id, traceparent, refusal, next_attempt_at)
  SELECT
    partner, webhook_id, body, partner_reference, track_id, release_id, traceparent, refusal::jsonb,
    date_trunc('milliseconds', now())
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
      await this.#gather();
      const batch = this.#waiting.splice(0, MAX_ROWS);
      await this.#store(batch).catch((error: unknown) =>
        batch.length > 1 && isDataError(error) ? this.#storeEach(batch) : this.#fail(batch, error),
      );
    }
    this.#isWriting = false;
  }

  /** Ends with the first turn of the event loop that brings no other webhook. */
  async #gather(): Promise<void> {
    let before: number;
    do {
      before = this.#waiting.length;
      await setImmediate();
    } while (this.#waiting.length > before && before < MAX_ROWS);
  }

  async #store(received: readonly Waiting[]): Promise<void> {
    // In one order everywhere: processes that get the same ids do not wait for each other.
    const batch = received.toSorted((a, b) => compareKeys(keyOf(a.webhook), keyOf(b.webhook)));
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
    const inserted = new Set(
      Inserted.parse(rows).map((row) => keyOf({ partner: row.partner, webhookId: row.webhook_id })),
    );
    // One id twice in a batch: the first is new.
    for (const { webhook, resolve } of batch)
      resolve(inserted.delete(keyOf(webhook)) ? 'new' : 'seen');
  }

  /** The database is away or too slow. The webhooks that wait would fail in the same way, one timeout later. */
  #fail(batch: readonly Waiting[], error: unknown): void {
    for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(error);
  }

  /** A row that the database refuses must not fail the others. */
  async #storeEach(batch: readonly Waiting[]): Promise<void> {
    for (const one of batch) await this.#store([one]).catch((own: unknown) => one.reject(own));
  }
}

const isDataError = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && DATA_ERROR.test(error.code ?? '');

const keyOf = ({ partner, webhookId }: Pick<ReceivedWebhook, 'partner' | 'webhookId'>): string =>
  `${partner} ${webhookId}`;
const compareKeys = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
