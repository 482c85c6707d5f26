import type pg from 'pg';
import { z } from 'zod';
import type { CacheFigures, Catalogue } from '../catalogue.ts';
import { inTransaction } from '../in-transaction.ts';
import { lockAsset } from '../lock-asset.ts';

/** How many candidates one look brings, so that a look over the whole project is rare; the limits are looked at again after each of them. */
const BATCH = 5000;

const Figures = z.object({
  results: z.number(),
  resultBytes: z.number(),
  assetBytes: z.number(),
  ownBytes: z.number(),
  oldestUseAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .transform((at) => at && new Date(at).toISOString()),
  steps: z.array(z.object({ step: z.string(), results: z.number(), assetBytes: z.number() })),
});
const Bytes = z.object({ sha256: z.string(), bytes: z.coerce.number() });
const Entry = z.object({
  key: z.string(),
  lastUsedAt: z.string(),
  resultBytes: z.number(),
  assets: z.array(z.string()),
});

// Sets, not one look for each asset: a project has 10^5 of them. What a result itself takes (as it is stored) counts as the cache's own: so that also results without bytes stay within the budget.
const OWN_BYTES = `(SELECT coalesce(sum(pg_column_size(result)), 0) FROM public.step_result WHERE project_id = $1) + (SELECT coalesce(sum(bytes), 0) FROM public.reclaimable_assets($1, $2))`;
const FIGURES = `WITH named AS (SELECT DISTINCT unnest(assets) AS sha256 FROM public.step_result WHERE project_id = $1),
  of_step AS (SELECT step, count(*) AS results, sum(bytes) AS "assetBytes", sum(pg_column_size(result)) AS result_bytes, min(last_used_at) AS oldest FROM public.step_result WHERE project_id = $1 GROUP BY step)
SELECT json_build_object(
  'results', (SELECT coalesce(sum(results), 0) FROM of_step),
  'resultBytes', (SELECT coalesce(sum(result_bytes), 0) FROM of_step),
  'assetBytes', (SELECT coalesce(sum(asset.bytes), 0) FROM named JOIN public.asset ON asset.project_id = $1 AND asset.sha256 = named.sha256),
  'ownBytes', ${OWN_BYTES},
  'oldestUseAt', (SELECT min(oldest) FROM of_step),
  'steps', (SELECT coalesce(json_agg(json_build_object('step', step, 'results', results, 'assetBytes', "assetBytes") ORDER BY step), '[]') FROM of_step)
) AS figures`;
// Bytes that neither a result nor a track wants: they are the first to go.
const UNREFERENCED_ASSETS = `WITH named AS (SELECT DISTINCT unnest(assets) AS sha256 FROM public.step_result WHERE project_id = $1)
  SELECT free.sha256, free.bytes FROM public.reclaimable_assets($1, $2) AS free LEFT JOIN named ON named.sha256 = free.sha256 WHERE named.sha256 IS NULL ORDER BY free.created_at, free.sha256 LIMIT ${BATCH}`;
const ENTRY =
  'key, last_used_at::text AS "lastUsedAt", pg_column_size(result) AS "resultBytes", assets';
const LEAST_USED_WITH_BYTES = `WITH free AS MATERIALIZED (SELECT sha256 FROM public.reclaimable_assets($1, $2)),
  named AS MATERIALIZED (SELECT key, unnest(assets) AS sha256 FROM public.step_result WHERE project_id = $1),
  freeing AS (SELECT DISTINCT named.key FROM named JOIN free USING (sha256))
  SELECT ${ENTRY} FROM freeing JOIN public.step_result USING (key) WHERE project_id = $1 ORDER BY last_used_at, key LIMIT ${BATCH}`;
// A result whose bytes must stay anyway is the last to go: it costs next to nothing and saves its whole step.
const LEAST_USED = `SELECT ${ENTRY} FROM public.step_result WHERE project_id = $1 ORDER BY last_used_at, key LIMIT ${BATCH}`;

/** See Catalogue.cache. */
export function openCache(pool: pg.Pool): Catalogue['cache'] {
  // The planner believes that almost nothing can go, and would walk through all of one set for each row of the other: hours for 10^5 assets.
  const query = <Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<pg.QueryResult<Row>> =>
    inTransaction(pool, async (client) => {
      await client.query('SET LOCAL enable_nestloop = off');
      return client.query<Row>(text, [...values]);
    });

  async function figures(projectId: string, keepDays: number): Promise<CacheFigures> {
    const { rows } = await query<{ figures: unknown }>(FIGURES, [projectId, keepDays]);
    return { projectId, ...Figures.parse(rows[0]?.figures) };
  }

  async function ownBytesOf(projectId: string, keepDays: number): Promise<number> {
    const {
      rows: [row],
    } = await query<{ bytes: string }>(`SELECT ${OWN_BYTES} AS bytes`, [projectId, keepDays]);
    return Number(row?.bytes);
  }

  /** Both or neither: the catalogue forgets the bytes and the store loses them. Whoever registers a use of them waits for the end. Answers the bytes that are free. */
  async function remove(
    projectId: string,
    sha256: string,
    keepDays: number,
    fromStore: (sha256: string) => Promise<void>,
  ): Promise<number> {
    return inTransaction(pool, async (client) => {
      const { rows } = await client.query(
        'SELECT sha256, bytes FROM public.asset WHERE project_id = $1 AND sha256 = $2',
        [projectId, sha256],
      );
      if (rows.length === 0) return 0;
      await lockAsset(client, projectId, sha256);
      const {
        rows: [forgotten],
      } = await client.query<{ gone: boolean }>('SELECT asset_forget($1, $2, $3) AS gone', [
        projectId,
        sha256,
        keepDays,
      ]);
      if (forgotten?.gone !== true) return 0;
      await fromStore(sha256);
      return Bytes.parse(rows[0]).bytes;
    });
  }

  return {
    async projects() {
      const { rows } = await pool.query<{ projectId: string }>(
        'SELECT project_id AS "projectId" FROM public.step_result UNION SELECT project_id FROM public.asset ORDER BY 1',
      );
      return rows.map(({ projectId }) => projectId);
    },

    figures,

    async evict(projectId, { budgetBytes, keepDays }, fromStore) {
      // Of makers that were killed and whose work nobody has asked for since.
      await pool.query(
        "DELETE FROM public.step_claim WHERE project_id = $1 AND expires_at < now() - interval '1 hour'",
        [projectId],
      );
      const ownBytes = await ownBytesOf(projectId, keepDays);
      const done = { results: 0, assets: 0, freedBytes: 0 };
      const over = (): boolean => ownBytes - done.freedBytes > budgetBytes;
      const evictAsset = async (sha256: string): Promise<boolean> => {
        const bytes = await remove(projectId, sha256, keepDays, fromStore);
        if (bytes === 0) return false;
        done.assets += 1;
        done.freedBytes += bytes;
        return true;
      };

      for (let progress = true; progress && over();) {
        const { rows } = await query(UNREFERENCED_ASSETS, [projectId, keepDays]);
        progress = false;
        for (const { sha256 } of rows.map((row) => Bytes.parse(row)))
          if (over()) progress = (await evictAsset(sha256)) || progress;
      }
      for (const leastUsed of [
        { text: LEAST_USED_WITH_BYTES, values: [projectId, keepDays] },
        { text: LEAST_USED, values: [projectId] },
      ]) {
        for (let progress = true; progress && over();) {
          const { rows } = await query(leastUsed.text, leastUsed.values);
          progress = false;
          for (const { key, lastUsedAt, resultBytes, assets } of rows.map((row) =>
            Entry.parse(row),
          )) {
            if (!over()) break;
            // Used meanwhile: not the least recently used any more.
            const { rowCount } = await pool.query(
              'DELETE FROM public.step_result WHERE project_id = $1 AND key = $2 AND last_used_at = $3::timestamptz',
              [projectId, key, lastUsedAt],
            );
            if (rowCount !== 1) continue;
            progress = true;
            done.results += 1;
            done.freedBytes += resultBytes;
            for (const sha256 of assets) await evictAsset(sha256);
          }
        }
      }
      const untouched = done.results + done.assets === 0;
      return {
        projectId,
        ownBytesBefore: ownBytes,
        ownBytesAfter: untouched ? ownBytes : await ownBytesOf(projectId, keepDays),
        ...done,
      };
    },
  };
}
