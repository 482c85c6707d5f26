import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Storage } from './open-storage.ts';
import type { SandboxOrder, UsageRequest } from './sandbox-wire.ts';
import type { Switches } from './switches.ts';

export type Message =
  | {
      type: 'delivery.accepted' | 'delivery.rejected' | 'takedown.confirmed';
      data: { reference: string; url?: string; code?: string; reason?: string };
    }
  | {
      type: 'delivery.needs-fix';
      data: { reference: string; fields: { field: string; reason: string }[] };
    }
  | {
      type: 'release.requested';
      data: {
        requestId: string;
        trackId?: string | undefined;
        versionSha256?: string | undefined;
        releaseId?: string | undefined;
      };
    }
  | { type: 'takedown.requested'; data: { requestId: string; reference: string; reason: string } }
  | { type: 'order.requested'; data: SandboxOrder & { orderId: string } }
  | { type: 'usage.reported'; data: UsageRequest & { reference: string } };

const MIN_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 5 * 60_000;
const MAX_AGE_MS = 48 * 3_600_000;
const ATTEMPT_TIMEOUT_MS = 10_000;
const REORDER_DELAY_MS = 3_000;
const MAX_IN_FLIGHT = 8;

const Row = z.object({
  number: z.number(),
  id: z.string(),
  reference: z.string(),
  body: z.string(),
  traceparent: z.string().nullable(),
  made_at: z.number(),
  attempts: z.number(),
});
type Row = z.infer<typeof Row>;

/** Delay in milliseconds after the given number of failed attempts: 0.5 s, doubling up to 5 minutes. */
export const backoffMs = (attempts: number): number =>
  Math.min(MIN_BACKOFF_MS * 2 ** (attempts - 1), MAX_BACKOFF_MS);

/** Webhooks to Fermata: stored together with the change they report, sent until a 2xx response. */
export function openWebhooks(options: {
  storage: Storage;
  url: string;
  secret: string;
  log: (line: string) => void;
}) {
  const {
    storage: { database },
    url,
    log,
  } = options;
  const signer = new Webhook(options.secret);
  const insert = database.prepare(
    'insert into webhook (id, reference, body, traceparent, made_at, due_at) values (?, ?, ?, ?, ?, ?)',
  );
  const waitingFor = database.prepare(
    `select number from webhook where reference = ? and received_at is null
       and given_up_at is null and attempts = 0 and due_at > ?`,
  );
  const setDue = database.prepare('update webhook set due_at = ? where number = ?');
  const due = database.prepare(
    `select number, id, reference, body, traceparent, made_at, attempts
     from webhook where due_at <= ? order by due_at, number limit 100`,
  );
  const nextDue = database.prepare('select min(due_at) as at from webhook where due_at > ?');
  const attempted = database.prepare('update webhook set attempts = attempts + 1 where number = ?');
  const received = database.prepare(
    'update webhook set received_at = ?, due_at = null, last_error = null where number = ?',
  );
  const failed = database.prepare(
    'update webhook set due_at = ?, given_up_at = ?, last_error = ? where number = ?',
  );
  const dueNow = database.prepare(
    'update webhook set due_at = ? where due_at is not null and attempts > 0',
  );

  const inFlight = new Map<number, Promise<void>>();
  const stopping = new AbortController();

  /** One attempt. Returns undefined on success, else the reason. */
  async function attempt(row: Row): Promise<string | undefined> {
    const now = new Date();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': row.id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': signer.sign(row.id, now, row.body),
          ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
        },
        body: row.body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      // 422: Fermata keeps the message, which it cannot read; another attempt would not help.
      const isReceived = response.ok || response.status === 422;
      return isReceived ? undefined : `status ${response.status}`;
    } catch (error) {
      if (!(error instanceof Error)) return String(error);
      return error.cause instanceof Error
        ? `${error.message}: ${error.cause.message}`
        : error.message;
    }
  }

  async function send(row: Row): Promise<void> {
    attempted.run(row.number);
    const failure = await attempt(row);
    // The process stopped during the attempt: the webhook stays due and is sent at the next start.
    if (failure !== undefined && stopping.signal.aborted) return;
    const now = Date.now();
    if (failure === undefined) {
      received.run(now, row.number);
      log(`webhook ${row.id} about ${row.reference} was received`);
      return;
    }
    const givenUp = now - row.made_at > MAX_AGE_MS;
    const wait = backoffMs(row.attempts + 1);
    failed.run(
      givenUp ? null : now + wait,
      givenUp ? now : null,
      failure.slice(0, 300),
      row.number,
    );
    const next = givenUp ? 'given up' : `next attempt in ${wait} ms`;
    log(`webhook ${row.id} about ${row.reference} failed (${failure}); ${next}`);
  }

  return {
    /** Call inside the transaction of the change that the webhook reports. */
    write(
      message: Message,
      traceparent: string | null,
      switches: Pick<Switches, 'webhookTwice' | 'reorder' | 'loseWebhooks'>,
    ): void {
      if (switches.loseWebhooks) return;
      const now = Date.now();
      const reference = subjectOf(message);
      const body = JSON.stringify({
        type: message.type,
        timestamp: new Date(now).toISOString(),
        data: message.data,
      });
      const newId = () => `msg_${randomBytes(12).toString('hex')}`;
      const waiting = z
        .array(z.object({ number: z.number() }))
        .parse(waitingFor.all(reference, now));
      // Reordering: the first webhook waits and is sent shortly after the second.
      const firstDue = switches.reorder && waiting.length === 0 ? now + REORDER_DELAY_MS : now;
      for (const { number } of waiting) setDue.run(now + 250, number);
      const id = newId();
      insert.run(id, reference, body, traceparent, now, firstDue);
      if (switches.webhookTwice !== 'no')
        insert.run(
          switches.webhookTwice === 'same-id' ? id : newId(),
          reference,
          body,
          traceparent,
          now,
          firstDue + 100,
        );
    },
    /** Starts due attempts. Calls `changed` after each, so that the caller can schedule the next. */
    sendDue(now: number, changed: () => void): void {
      for (const row of z.array(Row).parse(due.all(now))) {
        if (inFlight.size >= MAX_IN_FLIGHT) return;
        if (inFlight.has(row.number)) continue;
        const sending = send(row)
          .catch((error: unknown) => log(`webhook ${row.id}: ${String(error)}`))
          .finally(() => {
            inFlight.delete(row.number);
            changed();
          });
        inFlight.set(row.number, sending);
      }
    },
    nextDue: (now: number): number | null =>
      z.object({ at: z.number().nullable() }).parse(nextDue.get(now)).at,
    /** Makes all waiting webhooks due now: a restart skips the rest of a long delay. */
    resume: (): void => {
      dueNow.run(Date.now());
    },
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.allSettled(inFlight.values());
    },
  };
}
export type Webhooks = ReturnType<typeof openWebhooks>;

function subjectOf(message: Message): string {
  switch (message.type) {
    case 'release.requested':
      return message.data.requestId;
    case 'order.requested':
      return message.data.orderId;
    default:
      return message.data.reference;
  }
}
