import type pg from 'pg';
import { z } from 'zod';
import type { CacheFigures, Catalogue } from '../catalogue.ts';
import { inTransaction } from '../in-transaction.ts';
import { lockBytes } from '../lock-bytes.ts';

/** Results that one look brings; the limits are looked at again after each of them. */
const BATCH = 50;

const Figures = z.object({
  results: z.number(), resultBytes: z.number(), assetBytes: z.number(), ownBytes: z.number(), oldestUseAt: z.iso.datetime({ offset: true }).nullable().transform((at) => at && new Date(at).toISOString()),
  steps: z.array(z.object({ step: z.string(), results: z.number(), assetBytes: z.number() })),
});
const Bytes = z.object({ sha256: z.string(), bytes: z.coerce.number() });
const Entry = z.object({ key: z.string(), lastUsedAt: z.string(), resultBytes: z.number(), assets: z.array(z.string()) });

// What a result itself takes counts as the cache's own: so that also results without bytes stay within the budget.
const FIGURES = `SELECT json_build_object(
  'results', (SELECT count(*) FROM public.step_result WHERE project_id = $1),
  'resultBytes', (SELECT coalesce(sum(octet_length(result::text)), 0) FROM public.step_result WHERE project_id = $1),
  'assetBytes', (SELECT coalesce(sum(bytes), 0) FROM public.asset WHERE project_id = $1 AND sha256 IN (SELECT unnest(assets) FROM public.step_result WHERE project_id = $1)),
  'ownBytes', (SELECT coalesce(sum(octet_length(result::text)), 0) FROM public.step_result WHERE project_id = $1)
    + (SELECT coalesce(sum(bytes), 0) FROM public.asset WHERE project_id = $1 AND asset_reclaimable($1, sha256, $2)),
  'oldestUseAt', (SELECT min(last_used_at) FROM public.step_result WHERE project_id = $1),
  'steps', (SELECT coalesce(json_agg(of_step ORDER BY step), '[]') FROM (SELECT step, count(*) AS results, sum(bytes) AS "assetBytes" FROM public.step_result WHERE project_id = $1 GROUP BY step) AS of_step)
) AS figures`;
// Bytes that neither a result nor a track wants: they are the first to go.
const LEFT_OVER = `SELECT sha256, bytes FROM public.asset WHERE project_id = $1 AND asset_reclaimable($1, sha256, $2)
  AND NOT EXISTS (SELECT FROM public.step_result WHERE project_id = $1 AND assets @> ARRAY[asset.sha256]) ORDER BY created_at, sha256 LIMIT ${BATCH}`;
// A result whose bytes must stay anyway is the last to go: it costs next to nothing and saves its whole step.
const LEAST_USED = `SELECT key, last_used_at::text AS "lastUsedAt", octet_length(result::text) AS "resultBytes", assets FROM public.step_result
  WHERE project_id = $1 AND (NOT $3 OR EXISTS (SELECT FROM unnest(assets) AS sha256 WHERE asset_reclaimable($1, sha256, $2))) ORDER BY last_used_at, key LIMIT ${BATCH}`;

/** See Catalogue.cache. */
export function openCache(pool: pg.Pool): Catalogue['cache'] {
  async function figures(projectId: string, keepDays: number): Promise<CacheFigures> {
    const { rows } = await pool.query<{ figures: unknown }>(FIGURES, [projectId, keepDays]);
    return { projectId, ...Figures.parse(rows[0]?.figures) };
  }

  /** Both or neither: the catalogue forgets the bytes and the store loses them. Whoever registers a use of them waits for the end. Answers the bytes that are free. */
  async function remove(projectId: string, sha256: string, keepDays: number, fromStore: (sha256: string) => Promise<void>): Promise<number> {
    return inTransaction(pool, async (client) => {
      const { rows } = await client.query('SELECT sha256, bytes FROM public.asset WHERE project_id = $1 AND sha256 = $2', [projectId, sha256]);
      if (rows.length === 0) return 0;
      await lockBytes(client, projectId, sha256);
      const { rows: [forgotten] } = await client.query<{ gone: boolean }>('SELECT asset_forget($1, $2, $3) AS gone', [projectId, sha256, keepDays]);
      if (forgotten?.gone !== true) return 0;
      await fromStore(sha256);
      return Bytes.parse(rows[0]).bytes;
    });
  }

  return {
    async projects() {
      const { rows } = await pool.query<{ projectId: string }>('SELECT project_id AS "projectId" FROM public.step_result UNION SELECT project_id FROM public.asset ORDER BY 1');
      return rows.map(({ projectId }) => projectId);
    },

    figures,

    async evict(projectId, { budgetBytes, keepDays }, fromStore) {
      // Of makers that were killed and whose work nobody has asked for since.
      await pool.query("DELETE FROM public.step_claim WHERE project_id = $1 AND expires_at < now() - interval '1 hour'", [projectId]);
      const { ownBytes } = await figures(projectId, keepDays);
      const done = { results: 0, assets: 0, freedBytes: 0 };
      const over = (): boolean => ownBytes - done.freedBytes > budgetBytes;
      const take = async (sha256: string): Promise<boolean> => {
        const bytes = await remove(projectId, sha256, keepDays, fromStore);
        if (bytes === 0) return false;
        done.assets += 1;
        done.freedBytes += bytes;
        return true;
      };

      for (let progress = true; progress && over();) {
        const { rows } = await pool.query(LEFT_OVER, [projectId, keepDays]);
        progress = false;
        for (const { sha256 } of rows.map((row) => Bytes.parse(row))) if (over()) progress = (await take(sha256)) || progress;
      }
      for (const withBytesOnly of [true, false]) {
        for (let progress = true; progress && over();) {
          const { rows } = await pool.query(LEAST_USED, [projectId, keepDays, withBytesOnly]);
          progress = false;
          for (const { key, lastUsedAt, resultBytes, assets } of rows.map((row) => Entry.parse(row))) {
            if (!over()) break;
            // Used meanwhile: not the least recently used any more.
            const { rowCount } = await pool.query('DELETE FROM public.step_result WHERE project_id = $1 AND key = $2 AND last_used_at = $3::timestamptz', [projectId, key, lastUsedAt]);
            if (rowCount !== 1) continue;
            progress = true;
            done.results += 1;
            done.freedBytes += resultBytes;
            for (const sha256 of assets) await take(sha256);
          }
        }
      }
      return { projectId, ownBytesBefore: ownBytes, ownBytesAfter: (await figures(projectId, keepDays)).ownBytes, ...done };
    },
  };
}
