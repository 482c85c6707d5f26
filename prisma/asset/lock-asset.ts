import type pg from 'pg';

// Raw: Prisma has no advisory locks.
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Serializes storing and removing the bytes of an asset until the transaction ends. */
export async function lockAsset(
  client: pg.PoolClient,
  projectId: string,
  sha256: string,
): Promise<void> {
  await client.query(LOCK, [`bytes ${projectId} ${sha256}`]);
}
