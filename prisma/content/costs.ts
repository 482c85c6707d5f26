import type pg from 'pg';
import { z } from 'zod';
import type { CostGroup } from '@fermata/contracts/http';
import { money } from '@fermata/contracts/values';
import { sumMoney } from '@fermata/domain/cost';
import type { Catalogue, CostReport } from '../catalogue.ts';
import type { PrismaClient } from '../generated/client.ts';

const MAX_ROWS = 1000;
const MASTER_STEP = 'master';

const SUMS = {
  cpu_seconds: 'cpuSeconds',
  model_seconds: 'modelSeconds',
  audio_seconds: 'audioSeconds',
  price_micros: 'price',
  bytes_stored: 'bytesStored',
  saved_cpu_seconds: 'savedCpuSeconds',
  saved_price_micros: 'savedPrice',
} as const;
const sums = Object.entries(SUMS)
  .map(([column, field]) => `coalesce(sum(${column}), 0)::float8 AS "${field}"`)
  .join(', ');
const finished = `coalesce(sum(audio_seconds) FILTER (WHERE step = '${MASTER_STEP}'), 0)::float8 AS "finishedSeconds"`;
const ofDays = `SELECT %KEY AS key, ${sums}, ${finished}, coalesce(sum(entries), 0)::float8 AS entries, coalesce(sum(cache_hits), 0)::float8 AS "cacheHits"
  FROM public.cost_day WHERE project_id = $1 AND day BETWEEN $2::date AND $3::date`;
// The days of the ledger itself begin at midnight in UTC.
const ofEntries = `SELECT track_id AS key, ${sums}, ${finished}, count(*)::float8 AS entries, count(*) FILTER (WHERE cache_hit)::float8 AS "cacheHits"
  FROM public.cost WHERE project_id = $1 AND recorded_at >= $2::date::timestamp AT TIME ZONE 'UTC' AND recorded_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'`;
const QUERIES: Record<CostGroup, string> = {
  day: `${ofDays.replace('%KEY', 'day::text')} GROUP BY day ORDER BY day`,
  step: `${ofDays.replace('%KEY', 'step')} GROUP BY step ORDER BY price DESC, step`,
  track: `${ofEntries} GROUP BY track_id ORDER BY price DESC, track_id LIMIT ${MAX_ROWS}`,
};
const TOTAL = ofDays.replace('%KEY', "''");

const Amount = z.number();
const Micros = z.int().transform(money);
const Row = z.object({
  key: z.string(),
  cpuSeconds: Amount,
  modelSeconds: Amount,
  audioSeconds: Amount,
  price: Micros,
  bytesStored: Amount,
  savedCpuSeconds: Amount,
  savedPrice: Micros,
  finishedSeconds: Amount,
  entries: Amount,
  cacheHits: Amount,
});

export function openCosts(prisma: PrismaClient, pool: pg.Pool): Catalogue['costs'] {
  return {
    async record({ price, savedPrice, ...entry }) {
      const prices = { priceMicros: price.micros, savedPriceMicros: savedPrice.micros };
      await prisma.cost.createMany({ data: [{ ...entry, ...prices }], skipDuplicates: true });
    },

    async forTrack(projectId, trackId) {
      const rows = await prisma.cost.findMany({
        where: { projectId, trackId },
        orderBy: [{ recordedAt: 'asc' }, { stepKey: 'asc' }],
      });
      const steps = rows.map(
        ({
          projectId: _project,
          trackId: _track,
          priceMicros,
          savedPriceMicros,
          bytesStored,
          recordedAt,
          ...row
        }) => ({
          ...row,
          price: money(Number(priceMicros)),
          savedPrice: money(Number(savedPriceMicros)),
          bytesStored: Number(bytesStored),
          recordedAt: recordedAt.toISOString(),
        }),
      );
      const sum = (of: (step: (typeof steps)[number]) => number): number =>
        steps.reduce((total, step) => total + of(step), 0);
      return {
        total: {
          entries: steps.length,
          cacheHits: steps.filter(({ cacheHit }) => cacheHit).length,
          cpuSeconds: sum((step) => step.cpuSeconds),
          modelSeconds: sum((step) => step.modelSeconds),
          audioSeconds: sum((step) => step.audioSeconds),
          finishedSeconds: sum((step) => (step.step === MASTER_STEP ? step.audioSeconds : 0)),
          price: sumMoney(steps.map(({ price }) => price)),
          bytesStored: sum((step) => step.bytesStored),
          savedCpuSeconds: sum((step) => step.savedCpuSeconds),
          savedPrice: sumMoney(steps.map(({ savedPrice }) => savedPrice)),
        },
        steps,
      };
    },

    async report(projectId, { from, to, by }): Promise<CostReport> {
      const [{ rows }, { rows: totals }] = await Promise.all([
        pool.query(QUERIES[by], [projectId, from, to]),
        pool.query(TOTAL, [projectId, from, to]),
      ]);
      const { key: _, ...total } = Row.parse(totals[0]);
      return { rows: rows.map((row) => Row.parse(row)), total };
    },
  };
}
