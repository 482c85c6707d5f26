import type pg from 'pg';
import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import { Instant } from '../database/row.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';

/** The outcome of a ping. `detail`: the partner's answer, or the reason why none came. */
export interface PingOutcome {
  readonly partner: string;
  readonly reachable: boolean;
  readonly detail: string;
  readonly durationMs: number;
}

/** The last ping of a partner by people of a project. */
export type PartnerPingRecord = z.infer<typeof Ping>;

/** Pings of partners. A configured partner is pinged by each project for itself. */
export interface PartnerPingRepository {
  /** Records the ping in the project's stream, and replaces the project's last one of the partner. */
  record(
    by: { readonly projectId: string; readonly actor: string },
    outcome: PingOutcome,
  ): Promise<void>;
  /** By partner; those that the project has never pinged are left out. */
  last(
    projectId: string,
    partners: readonly string[],
  ): Promise<ReadonlyMap<string, PartnerPingRecord>>;
}

const Ping = z.object({
  partner: z.string(),
  pingedAt: Instant,
  pingedBy: z.string(),
  reachable: z.boolean(),
  detail: z.string(),
  durationMs: z.number().int(),
});

// Raw: in the transaction of the event.
const REPLACE = `
  INSERT INTO public.partner_ping (project_id, partner, pinged_by, reachable, detail, duration_ms)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (project_id, partner) DO UPDATE
  SET pinged_at = now(), pinged_by = $3, reachable = $4, detail = $5, duration_ms = $6`;

export function createPartnerPingRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): PartnerPingRepository {
  return {
    record: ({ projectId, actor }, { partner, reachable, detail, durationMs }) =>
      inTransaction(pool, async (client) => {
        const values = [projectId, partner, actor, reachable, detail, durationMs];
        await client.query(REPLACE, values);
        await writer.appendRowEvent(
          client,
          { stream: `project/${projectId}`, projectId, actor },
          'partner.pinged',
          { partner, reachable, detail, durationMs },
        );
      }),

    async last(projectId, partners) {
      const rows = await prisma.partnerPing.findMany({
        where: { projectId, partner: { in: [...partners] } },
      });
      return new Map(rows.map((row) => [row.partner, Ping.parse(row)]));
    },
  };
}
