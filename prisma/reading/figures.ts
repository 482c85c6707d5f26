import type pg from 'pg';
import { z } from 'zod';
import { money, Stage, STAGES } from '@fermata/contracts/values';
import { ZERO } from '@fermata/domain/cost';
import type { Figures } from '../catalogue.ts';

// The row of costs without a project is the total.
const FIGURES = `SELECT
  (SELECT coalesce(json_object_agg(stage, tracks), '{}') FROM (SELECT stage, count(*) AS tracks FROM public.track GROUP BY stage) AS of_stage) AS tracks,
  (SELECT json_agg(sums ORDER BY "projectId") FROM (
    SELECT project_id AS "projectId", coalesce(sum(cpu_seconds), 0) AS "cpuSeconds", coalesce(sum(audio_seconds), 0) AS "audioSeconds",
      coalesce(sum(price_micros), 0) AS price, coalesce(sum(bytes_stored), 0) AS "bytesStored",
      coalesce(sum(model_seconds), 0) AS "modelSeconds", coalesce(sum(cache_hits), 0) AS "cacheHits", coalesce(sum(saved_cpu_seconds), 0) AS "savedCpuSeconds", coalesce(sum(saved_price_micros), 0) AS "savedPrice"
    FROM public.cost_total GROUP BY ROLLUP (project_id)
  ) AS sums) AS costs,
  (SELECT count(*)::int FROM public.inbox WHERE relayed_at IS NULL) AS "inboxPending"`;

const NO_TRACKS = Object.fromEntries(STAGES.map((stage) => [stage, 0]));
const ZERO_SUMS = {
  cpuSeconds: 0,
  audioSeconds: 0,
  price: ZERO,
  bytesStored: 0,
  modelSeconds: 0,
  cacheHits: 0,
  savedCpuSeconds: 0,
  savedPrice: ZERO,
};
const Amount = z.number();
const Micros = z.int().transform(money);
const Sums = z.object({
  projectId: z.string().nullable(),
  cpuSeconds: Amount,
  audioSeconds: Amount,
  price: Micros,
  bytesStored: Amount,
  modelSeconds: Amount,
  cacheHits: Amount,
  savedCpuSeconds: Amount,
  savedPrice: Micros,
});
const Row = z.object({
  tracks: z.record(z.string(), z.number()),
  costs: z.array(Sums),
  inboxPending: z.number(),
});

/** See Catalogue.figures. One statement, so one snapshot. */
export async function figures(pool: pg.Pool): Promise<Figures> {
  const { rows } = await pool.query(FIGURES);
  const { tracks, costs, inboxPending } = Row.parse(rows[0]);
  const total = { ...ZERO_SUMS };
  const byProject: Figures['costs']['byProject'] = [];
  for (const { projectId, ...sums } of costs) {
    if (projectId === null) Object.assign(total, sums);
    else byProject.push({ projectId, ...sums });
  }
  return {
    tracks: z.record(Stage, z.number()).parse({ ...NO_TRACKS, ...tracks }),
    costs: { total, byProject },
    inboxPending,
  };
}
