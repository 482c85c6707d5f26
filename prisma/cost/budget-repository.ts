import type pg from 'pg';
import { z } from 'zod';
import { Instant, Micros } from '../database/row.ts';
import { budgetTable } from './budget-row.ts';

// Raw: the day by the database's clock, as for the ledger's entries.
const STATE = `
  SELECT budget.day_micros::float8 AS "perDay",
    (SELECT coalesce(sum(price_micros), 0)::float8 FROM public.cost_day
      WHERE project_id = $1 AND cost_day.day = today.day) AS spent,
    today.day::text AS day, (today.day + 1)::timestamp AT TIME ZONE 'UTC' AS "opensAt",
    budget.set_by AS "setBy", budget.set_at AS "setAt"
  FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS day) AS today
  LEFT JOIN public.budget ON budget.project_id = $1`;

const BudgetState = z.object({
  perDay: Micros.nullable(),
  spent: Micros,
  day: z.string(),
  opensAt: Instant,
  setBy: budgetTable.row.shape.setBy.nullable(),
  setAt: budgetTable.row.shape.setAt.nullable(),
});

/**
 * `perDay`: the limit for a day (UTC), null for no limit. `spent`: the ledger's sum of this day.
 * `opensAt`: when the next day begins.
 */
export type BudgetState = z.infer<typeof BudgetState>;

export interface BudgetRepository {
  /** The budget itself is set by events of the project. */
  state(projectId: string): Promise<BudgetState>;
}

export function createBudgetRepository(pool: pg.Pool): BudgetRepository {
  return {
    state: (projectId) => readBudget(pool, projectId),
  };
}

export async function readBudget(
  connection: pg.Pool | pg.PoolClient,
  projectId: string,
): Promise<BudgetState> {
  const { rows } = await connection.query(STATE, [projectId]);
  return BudgetState.parse(rows[0]);
}
