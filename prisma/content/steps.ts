import type pg from 'pg';
import { z } from 'zod';
import type { Catalogue } from '../catalogue.ts';

const StepResultRow = z.object({
  result: z.unknown(),
  assets: z.array(z.string()),
  cpuSeconds: z.number(),
  modelSeconds: z.number(),
});

/** See Catalogue.steps. */
export function openSteps(pool: pg.Pool): Catalogue['steps'] {
  return {
    async find(projectId, key) {
      const { rows } = await pool.query(
        'UPDATE public.step_result SET last_used_at = now() WHERE project_id = $1 AND key = $2 RETURNING result, assets, cpu_seconds AS "cpuSeconds", model_seconds AS "modelSeconds"',
        [projectId, key],
      );
      return rows.length === 0 ? null : StepResultRow.parse(rows[0]);
    },

    // The database's clock decides, so that makers need not agree on the time. One statement: of many who come at once one is first.
    async claim(projectId, key, maker, seconds) {
      const { rowCount } = await pool.query(
        `INSERT INTO public.step_claim AS standing (project_id, key, maker, expires_at) VALUES ($1, $2, $3, now() + make_interval(secs => $4))
         ON CONFLICT (project_id, key) DO UPDATE SET maker = EXCLUDED.maker, expires_at = EXCLUDED.expires_at WHERE standing.maker = EXCLUDED.maker OR standing.expires_at < now()`,
        [projectId, key, maker, seconds],
      );
      return rowCount === 1;
    },

    async release(projectId, key, maker) {
      await pool.query(
        'DELETE FROM public.step_claim WHERE project_id = $1 AND key = $2 AND maker = $3',
        [projectId, key, maker],
      );
    },

    async save({ projectId, key, step, version, result, assets, bytes, cpuSeconds, modelSeconds }) {
      await pool.query(
        'INSERT INTO public.step_result (project_id, key, step, version, result, assets, bytes, cpu_seconds, model_seconds) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING',
        [
          projectId,
          key,
          step,
          version,
          JSON.stringify(result),
          assets,
          bytes,
          cpuSeconds,
          modelSeconds,
        ],
      );
    },

    async forget(projectId, key) {
      await pool.query('DELETE FROM public.step_result WHERE project_id = $1 AND key = $2', [
        projectId,
        key,
      ]);
    },
  };
}
