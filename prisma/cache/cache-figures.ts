import type pg from 'pg';
import { z } from 'zod';
import { inTransaction } from '../database/in-transaction.ts';
import { Instant } from '../database/row.ts';

// Raw: sets instead of a query for each asset, as a project has up to 10^5 of them. The stored size of a result counts
// as the cache's own, so that results without assets are within the budget too.
const OWN_BYTES = `
  (SELECT coalesce(sum(pg_column_size(result)), 0) FROM public.step_result WHERE project_id = $1)
  + (SELECT coalesce(sum(bytes), 0) FROM public.reclaimable_assets($1, $2))`;
const FIGURES = `
  WITH named AS (SELECT DISTINCT unnest(assets) AS sha256 FROM public.step_result WHERE project_id = $1),
  of_step AS (
    SELECT step, count(*) AS results, sum(bytes) AS "assetBytes", sum(pg_column_size(result)) AS result_bytes,
      min(last_used_at) AS oldest
    FROM public.step_result WHERE project_id = $1 GROUP BY step
  )
  SELECT json_build_object(
    'results', (SELECT coalesce(sum(results), 0) FROM of_step),
    'resultBytes', (SELECT coalesce(sum(result_bytes), 0) FROM of_step),
    'assetBytes', (SELECT coalesce(sum(asset.bytes), 0) FROM named
      JOIN public.asset ON asset.project_id = $1 AND asset.sha256 = named.sha256),
    'ownBytes', ${OWN_BYTES},
    'oldestUseAt', (SELECT min(oldest) FROM of_step),
    'steps', (SELECT coalesce(json_agg(json_build_object(
      'step', step, 'results', results, 'assetBytes', "assetBytes") ORDER BY step), '[]') FROM of_step)
  ) AS figures`;

const Figures = z.object({
  results: z.number(),
  resultBytes: z.number(),
  assetBytes: z.number(),
  /** Bytes that evicting the whole cache would free; tracks need the other bytes. */
  ownBytes: z.number(),
  oldestUseAt: Instant.nullable(),
  steps: z.array(z.object({ step: z.string(), results: z.number(), assetBytes: z.number() })),
});

/** The contents of a project's cache. */
export type CacheFigures = { projectId: string } & z.infer<typeof Figures>;

export async function readCacheFigures(
  pool: pg.Pool,
  projectId: string,
  keepDays: number,
): Promise<CacheFigures> {
  const { rows } = await queryWithoutLoops(pool, FIGURES, [projectId, keepDays]);
  return { projectId, ...z.object({ figures: Figures }).parse(rows[0]).figures };
}

export async function readOwnBytes(
  pool: pg.Pool,
  projectId: string,
  keepDays: number,
): Promise<number> {
  const { rows } = await queryWithoutLoops(pool, `SELECT ${OWN_BYTES} AS bytes`, [
    projectId,
    keepDays,
  ]);
  return z.object({ bytes: z.coerce.number() }).parse(rows[0]).bytes;
}

/**
 * Queries without nested loops. The planner expects almost no reclaimable assets and would scan one set for each row
 * of the other, which takes hours for 10^5 assets.
 */
export const queryWithoutLoops = (
  pool: pg.Pool,
  text: string,
  values: readonly unknown[],
): Promise<pg.QueryResult> =>
  inTransaction(pool, async (client) => {
    await client.query('SET LOCAL enable_nestloop = off');
    return client.query(text, [...values]);
  });
