import type pg from 'pg';
import { z } from 'zod';
import { Stage, STAGES } from '@fermata/contracts/values';
import { Micros } from '../database/row.ts';

// Raw: one statement, so one snapshot. The row of costs without a project is the total. The failed withdrawals are
// those of `lastFailure` in domain/withdrawal.
const FIGURES = `
  SELECT
    (SELECT coalesce(json_object_agg(stage, tracks), '{}') FROM (
      SELECT stage, count(*) AS tracks FROM public.track GROUP BY stage
    ) AS of_stage) AS tracks,
    (SELECT json_agg(sums ORDER BY "projectId") FROM (
      SELECT project_id AS "projectId",
        coalesce(sum(cpu_seconds), 0) AS "cpuSeconds",
        coalesce(sum(audio_seconds), 0) AS "audioSeconds",
        coalesce(sum(price_micros), 0) AS price,
        coalesce(sum(bytes_stored), 0) AS "bytesStored",
        coalesce(sum(model_seconds), 0) AS "modelSeconds",
        coalesce(sum(cache_hits), 0) AS "cacheHits",
        coalesce(sum(saved_cpu_seconds), 0) AS "savedCpuSeconds",
        coalesce(sum(saved_price_micros), 0) AS "savedPrice"
      FROM public.cost_total GROUP BY ROLLUP (project_id)
    ) AS sums) AS costs,
    (SELECT count(*)::int FROM public.inbox WHERE relayed_at IS NULL) AS "inboxPending",
    (SELECT count(DISTINCT withdrawal.release_id)::int FROM public.withdrawal AS withdrawal
      JOIN public.offer AS offer ON offer.release_id = withdrawal.release_id
        AND offer.partner = ANY(withdrawal.partners) AND offer.state = 'taking-down'
      WHERE withdrawal.outcome = 'failed' AND NOT EXISTS (
        SELECT FROM public.withdrawal AS later
        WHERE later.release_id = withdrawal.release_id AND later.started_at IS NOT NULL
          AND later.requested_at > withdrawal.requested_at AND offer.partner = ANY(later.partners)
      )) AS "failedWithdrawals"`;

const CostFigures = z.object({
  cpuSeconds: z.number(),
  audioSeconds: z.number(),
  price: Micros,
  bytesStored: z.number(),
  modelSeconds: z.number(),
  cacheHits: z.number(),
  savedCpuSeconds: z.number(),
  savedPrice: Micros,
});
/** Running sums of the ledger, for `/metrics`. */
export type CostFigures = z.infer<typeof CostFigures>;

/** Counts and sums of the whole catalogue at one moment. All stages are present; projects are ordered by id. */
export type Figures = {
  tracks: Record<Stage, number>;
  costs: { total: CostFigures; byProject: (CostFigures & { projectId: string })[] };
  inboxPending: number;
  /** Releases whose withdrawal has failed and that a partner may still have. */
  failedWithdrawals: number;
};

const FiguresRow = z.object({
  tracks: z.record(z.string(), z.number()),
  costs: z.array(CostFigures.extend({ projectId: z.string().nullable() })),
  inboxPending: z.number(),
  failedWithdrawals: z.number(),
});
const NO_TRACKS = Object.fromEntries(STAGES.map((stage) => [stage, 0]));

/** Reads indexes and running sums, never the ledger or single tracks. */
export async function readFigures(pool: pg.Pool): Promise<Figures> {
  const { rows } = await pool.query(FIGURES);
  const { tracks, costs, inboxPending, failedWithdrawals } = FiguresRow.parse(rows[0]);
  const byProject: Figures['costs']['byProject'] = [];
  let total: CostFigures | undefined;
  for (const { projectId, ...sums } of costs)
    if (projectId === null) total = sums;
    else byProject.push({ projectId, ...sums });
  if (total === undefined) throw new Error('the database did not return the total of all costs');
  return {
    tracks: z.record(Stage, z.number()).parse({ ...NO_TRACKS, ...tracks }),
    costs: { total, byProject },
    inboxPending,
    failedWithdrawals,
  };
}
