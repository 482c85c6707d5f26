import type pg from 'pg';
import { z } from 'zod';
import { money } from '@fermata/contracts/values';
import type { Catalogue } from '../catalogue.ts';

const Micros = z.int().transform(money);
const State = z.object({
  perDay: Micros.nullable(),
  spent: Micros,
  day: z.string(),
  opensAt: z.date().transform((at) => at.toISOString()),
  setBy: z.string().nullable(),
  setAt: z
    .date()
    .nullable()
    .transform((at) => at?.toISOString() ?? null),
});
// The day of the database, as the ledger's entries have it.
const STATE = `SELECT budget.day_micros::float8 AS "perDay", (SELECT coalesce(sum(price_micros), 0)::float8 FROM public.cost_day WHERE project_id = $1 AND cost_day.day = today.day) AS "spent",
  today.day::text AS day, (today.day + 1)::timestamp AT TIME ZONE 'UTC' AS "opensAt", budget.set_by AS "setBy", budget.set_at AS "setAt"
  FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS day) AS today LEFT JOIN public.budget ON budget.project_id = $1`;

/** See Catalogue.budgets. */
export function openBudgets(pool: pg.Pool): Catalogue['budgets'] {
  return {
    async state(projectId) {
      const { rows } = await pool.query(STATE, [projectId]);
      return State.parse(rows[0]);
    },
  };
}
