import type pg from 'pg';
import { z } from 'zod';
import { FINAL_ERRORS, type RecordedUsageLine, SYSTEM_ACTOR } from '@fermata/contracts/values';
import { inTransaction } from '../database/in-transaction.ts';
import { beforeId, type Page, toPageOfIds } from '../database/page.ts';
import { Day, Instant, toColumns } from '../database/row.ts';
import type { EventWriter } from '../events/event-writer.ts';
import type { PrismaClient } from '../generated/client.ts';

/** Lines that a partner's webhook reports about its reference. `trackId`: of the first recording of the release. */
export interface ReportedUsage {
  readonly projectId: string;
  readonly trackId: string;
  readonly releaseId: string;
  readonly partner: string;
  readonly partnerReference: string;
  readonly webhookId: string;
  readonly lines: readonly RecordedUsageLine[];
}

export type UsageRecord = z.infer<typeof Row>;
export type UsageSum = z.infer<typeof Sum>;
export type RecordingSum = z.infer<typeof RecordingSum>;

/** The partner has reported a line of this id before, with other figures or recording. It will fail again. */
export class UsageConflictError extends Error {
  override readonly name = FINAL_ERRORS.usageConflict;
}

type OfRelease = { readonly projectId: string; readonly releaseId: string };

/** Sales and streams that partners have reported. Lines never change. */
export interface UsageRepository {
  /**
   * Keeps each line of a partner once, and records the new ones in the project's stream. Nothing is kept of a report of
   * which one line conflicts: throws UsageConflictError.
   */
  record(report: ReportedUsage): Promise<void>;
  /** Newest first. Throws InvalidCursorError. */
  list(
    release: OfRelease,
    query: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<Page<UsageRecord>>;
  /** By partner and currency. */
  sums(release: OfRelease): Promise<UsageSum[]>;
  /** By recording, partner and currency. */
  sumsOfRecordings(release: OfRelease): Promise<RecordingSum[]>;
}

const Row = z.object({
  id: z.coerce.number().int(),
  partner: z.string(),
  partnerReference: z.string(),
  lineId: z.string(),
  trackId: z.string().nullable(),
  isrc: z.string().nullable(),
  territory: z.string(),
  from: Day,
  to: Day,
  units: z.coerce.number().int(),
  revenueMinor: z.coerce.number().int(),
  currency: z.string(),
  recordedAt: Instant,
});
const SUM = {
  _count: true,
  _sum: { units: true, revenueMinor: true },
  _min: { from: true },
  _max: { to: true },
} as const;
const Sum = z.object({
  partner: z.string(),
  currency: z.string(),
  lines: z.number().int(),
  units: z.coerce.number().int(),
  revenueMinor: z.coerce.number().int(),
  from: Day,
  to: Day,
});
const RecordingSum = Sum.extend({ trackId: z.string().nullable(), isrc: z.string().nullable() });
const Inserted = z.array(z.object({ line_id: z.string() }));

// Raw: one statement for all lines, in the transaction of the event. Lines are inserted in order of their ids, so that
// two reports never wait for each other.
const LINES = `jsonb_to_recordset($1) AS line(
  line_id text, track_id text, isrc text, territory text, "from" date, "to" date, units bigint,
  revenue_minor bigint, currency text)`;
const INSERT = `
  INSERT INTO public.usage (line_id, track_id, isrc, territory, "from", "to", units, revenue_minor, currency,
    project_id, release_id, partner, partner_reference, webhook_id)
  SELECT line.*, $2, $3, $4, $5, $6 FROM ${LINES} ORDER BY line_id
  ON CONFLICT (partner, line_id) DO NOTHING RETURNING line_id`;
const CONFLICT = `
  SELECT line_id FROM ${LINES} JOIN public.usage AS kept USING (line_id)
  WHERE kept.partner = $2
    AND (kept.partner_reference, kept.track_id, kept.territory, kept."from", kept."to", kept.units,
      kept.revenue_minor, kept.currency)
      IS DISTINCT FROM
      ($3, line.track_id, line.territory, line."from", line."to", line.units,
      line.revenue_minor, line.currency)
  ORDER BY line_id LIMIT 1`;

export function createUsageRepository(
  prisma: PrismaClient,
  pool: pg.Pool,
  writer: EventWriter,
): UsageRepository {
  return {
    record: ({ projectId, trackId, releaseId, partner, partnerReference, webhookId, lines }) =>
      inTransaction(pool, async (client) => {
        const json = JSON.stringify(lines.map(toColumns));
        const origin = [projectId, releaseId, partner, partnerReference, webhookId];
        const { rows } = await client.query(INSERT, [json, ...origin]);
        const added = new Set(Inserted.parse(rows).map((row) => row.line_id));
        const values = [json, partner, partnerReference];
        const [conflict] = Inserted.parse((await client.query(CONFLICT, values)).rows);
        if (conflict)
          throw new UsageConflictError(
            `${partner} has reported the line ${conflict.line_id} before, with other figures`,
          );
        if (added.size > 0)
          await writer.appendRowEvent(
            client,
            { stream: `project/${projectId}`, projectId, actor: SYSTEM_ACTOR },
            'usage.reported',
            {
              ...{ partner, partnerReference, webhookId, trackId, releaseId },
              lines: lines.filter(({ lineId }) => added.has(lineId)),
            },
          );
      }),

    async list({ projectId, releaseId }, { cursor, limit }) {
      const rows = await prisma.usage.findMany({
        where: { projectId, releaseId, id: { lt: BigInt(beforeId(cursor)) } },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      return toPageOfIds(Row.array().parse(rows), limit);
    },

    async sums({ projectId, releaseId }) {
      const rows = await prisma.usage.groupBy({
        by: ['partner', 'currency'],
        where: { projectId, releaseId },
        orderBy: [{ partner: 'asc' }, { currency: 'asc' }],
        ...SUM,
      });
      return rows.map((row) => Sum.parse({ ...row, ...figuresOf(row) }));
    },

    async sumsOfRecordings({ projectId, releaseId }) {
      const rows = await prisma.usage.groupBy({
        by: ['trackId', 'isrc', 'partner', 'currency'],
        where: { projectId, releaseId },
        orderBy: [{ isrc: 'asc' }, { trackId: 'asc' }, { partner: 'asc' }, { currency: 'asc' }],
        ...SUM,
      });
      return rows.map((row) => RecordingSum.parse({ ...row, ...figuresOf(row) }));
    },
  };
}

/** The figures of a group, by their names in a sum. */
const figuresOf = ({
  _count: lines,
  _sum: sum,
  _min: { from },
  _max: { to },
}: {
  readonly _count: number;
  readonly _sum: { readonly units: bigint | null; readonly revenueMinor: bigint | null };
  readonly _min: { readonly from: Date | null };
  readonly _max: { readonly to: Date | null };
}) => ({ lines, ...sum, from, to });
