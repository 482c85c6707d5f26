import type pg from 'pg';
import { z } from 'zod';
import type { CacheLimits } from '@fermata/contracts/settings';
import { lockAsset } from '../asset/lock-asset.ts';
import { inTransaction } from '../database/in-transaction.ts';
import { queryWithoutLoops, readOwnBytes } from './cache-figures.ts';

/** Candidates per query: queries over the whole project are expensive. The budget is checked after each eviction. */
const BATCH = 5000;

// Raw: set operations over reclaimable_assets, a function of the schema; `pg_column_size`, and microseconds of
// `last_used_at`, which Prisma's client does not read.
const UNREFERENCED_ASSETS = `
  WITH named AS (SELECT DISTINCT unnest(assets) AS sha256 FROM public.step_result WHERE project_id = $1)
  SELECT free.sha256, free.bytes FROM public.reclaimable_assets($1, $2) AS free
  LEFT JOIN named ON named.sha256 = free.sha256 WHERE named.sha256 IS NULL
  ORDER BY free.created_at, free.sha256 LIMIT ${BATCH}`;
const RESULT =
  'key, last_used_at::text AS "lastUsedAt", pg_column_size(result) AS "resultBytes", assets';
const LEAST_USED_WITH_BYTES = `
  WITH free AS MATERIALIZED (SELECT sha256 FROM public.reclaimable_assets($1, $2)),
  named AS MATERIALIZED (SELECT key, unnest(assets) AS sha256 FROM public.step_result WHERE project_id = $1),
  freeing AS (SELECT DISTINCT named.key FROM named JOIN free USING (sha256))
  SELECT ${RESULT} FROM freeing JOIN public.step_result USING (key) WHERE project_id = $1
  ORDER BY last_used_at, key LIMIT ${BATCH}`;
const LEAST_USED = `
  SELECT ${RESULT} FROM public.step_result WHERE project_id = $1 ORDER BY last_used_at, key LIMIT ${BATCH}`;
// Raw: compares microseconds, which a Date does not have. Does nothing if the result was used since it was read.
const DELETE_RESULT = `
  DELETE FROM public.step_result WHERE project_id = $1 AND key = $2 AND last_used_at = $3::timestamptz`;
// Raw: the database's clock. Claims that killed workers left behind.
const DELETE_OLD_CLAIMS = `
  DELETE FROM public.step_claim WHERE project_id = $1 AND expires_at < now() - interval '1 hour'`;
// Raw: in the transaction of the lock; asset_forget is the only way to delete an asset.
const ASSET = 'SELECT sha256, bytes FROM public.asset WHERE project_id = $1 AND sha256 = $2';
const FORGET_ASSET = 'SELECT asset_forget($1, $2, $3) AS gone';

const Asset = z.object({ sha256: z.string(), bytes: z.coerce.number() });
const Result = z.object({
  key: z.string(),
  lastUsedAt: z.string(),
  resultBytes: z.number(),
  assets: z.array(z.string()),
});

export type Eviction = {
  projectId: string;
  ownBytesBefore: number;
  ownBytesAfter: number;
  results: number;
  assets: number;
  freedBytes: number;
};
export type RemoveResultBytes = (sha256: string) => Promise<void>;

/** See ResultCache.evict. */
export async function evict(
  pool: pg.Pool,
  projectId: string,
  { budgetBytes, keepDays }: CacheLimits,
  removeBytes: RemoveResultBytes,
): Promise<Eviction> {
  await pool.query(DELETE_OLD_CLAIMS, [projectId]);
  const ownBytesBefore = await readOwnBytes(pool, projectId, keepDays);
  const done = { results: 0, assets: 0, freedBytes: 0 };
  const isOverBudget = (): boolean => ownBytesBefore - done.freedBytes > budgetBytes;

  const evictAsset = async (sha256: string): Promise<boolean> => {
    const bytes = await deleteAsset(pool, projectId, sha256, keepDays, removeBytes);
    if (bytes === 0) return false;
    done.assets += 1;
    done.freedBytes += bytes;
    return true;
  };
  const evictResult = async (row: unknown): Promise<boolean> => {
    const { key, lastUsedAt, resultBytes, assets } = Result.parse(row);
    const { rowCount } = await pool.query(DELETE_RESULT, [projectId, key, lastUsedAt]);
    if (rowCount !== 1) return false;
    done.results += 1;
    done.freedBytes += resultBytes;
    for (const sha256 of assets) await evictAsset(sha256);
    return true;
  };

  // Results whose assets must remain come last: they take little space and save their whole step.
  const phases = [
    {
      sql: UNREFERENCED_ASSETS,
      values: [projectId, keepDays],
      evictRow: (row: unknown) => evictAsset(Asset.parse(row).sha256),
    },
    { sql: LEAST_USED_WITH_BYTES, values: [projectId, keepDays], evictRow: evictResult },
    { sql: LEAST_USED, values: [projectId], evictRow: evictResult },
  ];
  for (const { sql, values, evictRow } of phases) {
    for (let progress = true; progress && isOverBudget();) {
      progress = false;
      const { rows } = await queryWithoutLoops(pool, sql, values);
      for (const row of rows) {
        if (!isOverBudget()) break;
        progress = (await evictRow(row)) || progress;
      }
    }
  }
  const isUnchanged = done.results + done.assets === 0;
  return {
    projectId,
    ownBytesBefore,
    ownBytesAfter: isUnchanged ? ownBytesBefore : await readOwnBytes(pool, projectId, keepDays),
    ...done,
  };
}

/**
 * Deletes an asset from the catalogue and its bytes from the store, or neither; a registration of a use waits for the
 * end. Returns the freed bytes.
 */
async function deleteAsset(
  pool: pg.Pool,
  projectId: string,
  sha256: string,
  keepDays: number,
  removeBytes: RemoveResultBytes,
): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query(ASSET, [projectId, sha256]);
    if (rows.length === 0) return 0;
    await lockAsset(client, projectId, sha256);
    const {
      rows: [forgotten],
    } = await client.query<{ gone: boolean }>(FORGET_ASSET, [projectId, sha256, keepDays]);
    if (forgotten?.gone !== true) return 0;
    await removeBytes(sha256);
    return Asset.parse(rows[0]).bytes;
  });
}
