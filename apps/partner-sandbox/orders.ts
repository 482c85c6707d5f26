import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RequestDeps } from './request-deps.ts';
import type { SandboxOrder } from './sandbox-wire.ts';
import type { OrderAnswerRequest } from './wire.ts';

const AnswerRow = z.object({
  id: z.string(),
  type: z.string(),
  data: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.record(z.string(), z.string())),
});

/** The tracks that the shop has ordered, and Fermata's answers. To be written inside a transaction. */
export function openOrders({ database, send }: RequestDeps) {
  const insertAnswer = database.prepare(
    `insert into order_answer (id, order_id, type, data, at) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
  );
  const answersOf = database.prepare(
    'select id, type, data from order_answer where order_id = ? order by at, rowid',
  );
  return {
    /** Sends the webhook, also for an order that was placed before. */
    place({ orderId = `ord_${randomBytes(8).toString('hex')}`, ...order }: SandboxOrder) {
      send({ type: 'order.requested', data: { orderId, ...order } });
      return { orderId };
    },
    /** A repeated answer changes nothing. */
    answer({ id, type, data }: OrderAnswerRequest) {
      insertAnswer.run(id, data.orderId, type, JSON.stringify(data), Date.now());
      return { status: 201, body: { id } };
    },
    /** Oldest first. */
    answers: (orderId: string) => z.array(AnswerRow).parse(answersOf.all(orderId)),
  };
}
export type Orders = ReturnType<typeof openOrders>;
