import type pg from 'pg';
import { z } from 'zod';
import type { CostGroup } from '@fermata/contracts/http';
import { money } from '@fermata/contracts/values';
import { sumMoney } from '@fermata/domain/cost';
import { Micros } from '../database/row.ts';
import type { PrismaClient } from '../generated/client.ts';
import { chargeCall, type PricedCall } from './charge-call.ts';

const MAX_ROWS = 1000;
const MASTER_STEP = 'master';

// Raw: grouped sums with filters. The days of the ledger begin at midnight UTC.
const SUMS = `
  coalesce(sum(cpu_seconds), 0)::float8 AS "cpuSeconds",
  coalesce(sum(model_seconds), 0)::float8 AS "modelSeconds",
  coalesce(sum(audio_seconds), 0)::float8 AS "audioSeconds",
  coalesce(sum(price_micros), 0)::float8 AS price,
  coalesce(sum(bytes_stored), 0)::float8 AS "bytesStored",
  coalesce(sum(saved_cpu_seconds), 0)::float8 AS "savedCpuSeconds",
  coalesce(sum(saved_price_micros), 0)::float8 AS "savedPrice",
  coalesce(sum(audio_seconds) FILTER (WHERE step = '${MASTER_STEP}'), 0)::float8 AS "finishedSeconds"`;
const sumsOfDays = (key: string): string => `
  SELECT ${key} AS key, ${SUMS},
    coalesce(sum(entries), 0)::float8 AS entries, coalesce(sum(cache_hits), 0)::float8 AS "cacheHits"
  FROM public.cost_day WHERE project_id = $1 AND day BETWEEN $2::date AND $3::date`;
const TOTAL = sumsOfDays("''");
const BY_GROUP: Record<CostGroup, string> = {
  day: `${sumsOfDays('day::text')} GROUP BY day ORDER BY day`,
  step: `${sumsOfDays('step')} GROUP BY step ORDER BY price DESC, step`,
  track: `
    SELECT track_id AS key, ${SUMS},
      count(*)::float8 AS entries, count(*) FILTER (WHERE cache_hit)::float8 AS "cacheHits"
    FROM public.cost WHERE project_id = $1
      AND recorded_at >= $2::date::timestamp AT TIME ZONE 'UTC'
      AND recorded_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'
    GROUP BY track_id ORDER BY price DESC, track_id LIMIT ${MAX_ROWS}`,
};

/** The amounts of a ledger entry and of sums over the ledger; sums of seconds are exact to a microsecond. */
const Amounts = z.object({
  cpuSeconds: z.number(),
  modelSeconds: z.number(),
  audioSeconds: z.number(),
  price: Micros,
  bytesStored: z.number(),
  /** CPU time that a cached result saved, and its price at today's rates. */
  savedCpuSeconds: z.number(),
  savedPrice: Micros,
});
type Amounts = z.infer<typeof Amounts>;

const StoredCostSums = Amounts.extend({
  entries: z.number(),
  /** Entries that took a cached result. */
  cacheHits: z.number(),
  /** Seconds of finished audio: those of the step `master`. */
  finishedSeconds: z.number(),
});
export type StoredCostSums = z.infer<typeof StoredCostSums>;

const CostSumsRow = StoredCostSums.extend({ key: z.string() });

/** `key`: the day (YYYY-MM-DD, UTC), the name of the step, or the id of the track. */
export type CostReport = { rows: (StoredCostSums & { key: string })[]; total: StoredCostSums };

export type CostEntry = Amounts & {
  projectId: string;
  trackId: string;
  step: string;
  /** Unique in the project: a step recorded twice remains one entry. */
  stepKey: string;
  /** The result was cached: nothing was computed or stored. */
  cacheHit: boolean;
  /** A failed attempt; it has an entry of its own. */
  failed: boolean;
};

export type CostStep = Omit<CostEntry, 'projectId' | 'trackId'> & { recordedAt: string };

/** All ledger entries of a track and their sums. */
export type TrackCosts = { total: StoredCostSums; steps: CostStep[] };

export interface CostLedger {
  record(entry: CostEntry): Promise<void>;
  /** Charges a call before it is made. False, without a charge, if it does not fit into a budget of the day. */
  chargeCall(call: PricedCall & { readonly dayBudgetMicros: number }): Promise<boolean>;
  /** A track that needs no call, as the answer is known; recorded once. */
  recordSavedCall(call: PricedCall): Promise<void>;
  forTrack(projectId: string, trackId: string): Promise<TrackCosts>;
  /**
   * Entries of the days `from` to `to` (YYYY-MM-DD, both included, UTC). By track: the 1000 most expensive
   * ones; the total includes all.
   */
  report(
    projectId: string,
    query: { from: string; to: string; by: CostGroup },
  ): Promise<CostReport>;
}

export function createCostLedger(prisma: PrismaClient, pool: pg.Pool): CostLedger {
  const record = async ({ price, savedPrice, ...entry }: CostEntry): Promise<void> => {
    const prices = { priceMicros: price.micros, savedPriceMicros: savedPrice.micros };
    await prisma.cost.createMany({ data: [{ ...entry, ...prices }], skipDuplicates: true });
  };
  return {
    record,

    chargeCall: (call) => chargeCall(pool, call),

    recordSavedCall: ({ price, ...call }) =>
      record({
        ...call,
        ...{ cpuSeconds: 0, modelSeconds: 0, audioSeconds: 0, bytesStored: 0, failed: false },
        ...{ cacheHit: true, price: money(0), savedCpuSeconds: 0, savedPrice: price },
      }),

    async forTrack(projectId, trackId) {
      const rows = await prisma.cost.findMany({
        where: { projectId, trackId },
        omit: { projectId: true, trackId: true },
        orderBy: [{ recordedAt: 'asc' }, { stepKey: 'asc' }],
      });
      const steps = rows.map(({ priceMicros, savedPriceMicros, ...row }) => ({
        ...row,
        price: money(Number(priceMicros)),
        savedPrice: money(Number(savedPriceMicros)),
        bytesStored: Number(row.bytesStored),
        recordedAt: row.recordedAt.toISOString(),
      }));
      const sum = (of: (step: CostStep) => number): number =>
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

    async report(projectId, { from, to, by }) {
      const [{ rows }, { rows: totals }] = await Promise.all([
        pool.query(BY_GROUP[by], [projectId, from, to]),
        pool.query(TOTAL, [projectId, from, to]),
      ]);
      return {
        rows: rows.map((row) => CostSumsRow.parse(row)),
        total: StoredCostSums.parse(totals[0]),
      };
    },
  };
}
