import type pg from 'pg';

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/** Until this transaction ends, whoever asks the same for these bytes waits: those who take them out of the store, and those who put them there for a preview. */
export async function lockAsset(
  client: pg.PoolClient,
  projectId: string,
  sha256: string,
): Promise<void> {
  await client.query(LOCK, [`bytes ${projectId} ${sha256}`]);
}
