import pg from 'pg';
import type { Keys } from '../settings/keys.ts';
import { DATABASE } from '../settings/stack-env.ts';

/** Creates the database and its owner in an embedded cluster. Idempotent. */
export async function prepareDatabase(adminUrl: string, keys: Keys): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const owner = client.escapeIdentifier(DATABASE.owner);
    const password = client.escapeLiteral(keys.postgres.ownerPassword);
    const { rowCount: roles } = await client.query('select 1 from pg_roles where rolname = $1', [
      DATABASE.owner,
    ]);
    if (!roles) await client.query(`create role ${owner} login createrole password ${password}`);
    const { rowCount: databases } = await client.query(
      'select 1 from pg_database where datname = $1',
      [DATABASE.name],
    );
    if (!databases)
      await client.query(
        `create database ${client.escapeIdentifier(DATABASE.name)} owner ${owner}`,
      );
  } finally {
    await client.end();
  }
}
