import type pg from 'pg';
import { z } from 'zod';
import type { Money } from '@fermata/contracts/values';
import { mayAskLanguageModel } from '@fermata/domain/cost';
import { inTransaction } from '../database/in-transaction.ts';
import { readBudget } from './budget-repository.ts';

/** A call of a service that has its price. */
export interface PricedCall {
  readonly projectId: string;
  readonly trackId: string;
  readonly step: string;
  readonly stepKey: string;
  readonly price: Money;
}

// Raw: Prisma has no advisory locks. The charges of one project wait for each other.
const LOCK = 'SELECT pg_advisory_xact_lock(70315, hashtext($1))';
const ASKED = `
  SELECT coalesce(sum(price_micros), 0)::float8 AS micros FROM public.cost_day
  WHERE project_id = $1 AND day = $2::date AND step = $3`;
const CHARGE = `
  INSERT INTO public.cost (project_id, track_id, step, step_key, price_micros, cpu_seconds, audio_seconds, cache_hit,
    bytes_stored)
  VALUES ($1, $2, $3, $4, $5, 0, 0, false, 0)`;

const Asked = z.object({ micros: z.number() });

/** Charges a call before it is made, if the budgets of the day allow it. Calls at the same time count each other. */
export const chargeCall = (
  pool: pg.Pool,
  {
    projectId,
    trackId,
    step,
    stepKey,
    price,
    dayBudgetMicros,
  }: PricedCall & { readonly dayBudgetMicros: number },
): Promise<boolean> =>
  inTransaction(pool, async (client) => {
    await client.query(LOCK, [projectId]);
    const budget = await readBudget(client, projectId);
    const { rows } = await client.query(ASKED, [projectId, budget.day, step]);
    const limits = { priceMicros: price.micros, dayBudgetMicros };
    if (!mayAskLanguageModel(budget, Asked.parse(rows[0]).micros, limits)) return false;
    await client.query(CHARGE, [projectId, trackId, step, stepKey, price.micros]);
    return true;
  });
