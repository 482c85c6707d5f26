import { z } from 'zod';
import type { Storage } from './open-storage.ts';
import { STATES } from './wire.ts';
import type { State } from './wire.ts';

const Counts = z.array(z.object({ name: z.string(), count: z.number() }));
const WebhookCounts = z.object({
  made: z.number(),
  attempts: z.number(),
  received: z.number(),
  pending: z.number(),
  givenUp: z.number(),
});

/** Counts from the shop's storage, for one release or, without `releaseId`, for all. */
export function readStats({ database }: Storage, releaseId: string | undefined) {
  const filter =
    'reference in (select reference from reservation where ?1 is null or release_id = ?1)';
  const release = releaseId ?? null;
  const states = new Map(
    Counts.parse(
      database
        .prepare(
          `select state as name, count(*) as count from reservation where ${filter} group by state`,
        )
        .all(release),
    ).map(({ name, count }) => [name, count]),
  );
  const actions = new Map(
    Counts.parse(
      database
        .prepare(`select name, count(*) as count from action where ${filter} group by name`)
        .all(release),
    ).map(({ name, count }) => [name, count]),
  );
  const webhooks = WebhookCounts.parse(
    database
      .prepare(
        `select count(*) as made, coalesce(sum(attempts), 0) as attempts,
           count(received_at) as received, count(due_at) as pending,
           count(given_up_at) as "givenUp" from webhook where ${filter}`,
      )
      .get(release),
  );
  const count = (action: string): number => actions.get(action) ?? 0;
  return {
    reservations: [...states.values()].reduce((sum, value) => sum + value, 0),
    uploads: count('upload'),
    deliveries: count('deliver'),
    confirmations: count('confirm'),
    takedowns: count('takedown'),
    live: states.get('live') ?? 0,
    replays: count('replay'),
    states: Object.fromEntries(STATES.map((state: State) => [state, states.get(state) ?? 0])),
    webhooks,
  };
}
