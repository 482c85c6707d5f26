import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { type AppRole, grantAppRole } from './app-role.ts';
import { type Migration, readMigrations } from './migrations-folder.ts';

// The lock of `prisma migrate deploy`, so that the two never run concurrently.
const PRISMA_MIGRATE_LOCK = 72_707_369;

// Raw: the history table as Prisma creates it, and its rows.
const CREATE_HISTORY = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;
const HISTORY = `
  SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
  FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`;
const ADD_TO_HISTORY = `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`;

/**
 * Migrates the database to the newest schema, each migration in its own transaction, and returns those it applied.
 * With `appRole`, creates that login role with the application's privileges. Safe to run concurrently.
 * Throws when an applied migration was edited, failed, or is unknown to this code.
 */
export async function migrate(
  ownerUrl: string,
  options: { appRole?: AppRole } = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'fermata migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK]);
    await client.query("SET client_min_messages = 'warning'");
    await client.query(CREATE_HISTORY);
    const history = await client.query<HistoryRow>(HISTORY);
    const pending = pendingOf(migrations, history.rows);
    for (const migration of pending) await apply(client, migration);
    if (options.appRole) await grantAppRole(client, options.appRole);
    return { applied: pending.map(({ name }) => name) };
  } finally {
    await client.end();
  }
}

type HistoryRow = { migration_name: string; checksum: string; finished: boolean };

function pendingOf(migrations: readonly Migration[], history: readonly HistoryRow[]): Migration[] {
  for (const row of history) {
    const migration = migrations.find(({ name }) => name === row.migration_name);
    if (!row.finished)
      throw new Error(
        `migration ${row.migration_name} did not finish; mark it as rolled back with Prisma and try again`,
      );
    if (!migration)
      throw new Error(
        `the database has migration ${row.migration_name}, which this version of Fermata does not know; ` +
          'use a newer version',
      );
    if (checksum(migration) !== row.checksum)
      throw new Error(
        `migration ${row.migration_name} was edited after it was applied; ` +
          'applied migrations must not be changed',
      );
  }
  return migrations.filter(({ name }) => !history.some((row) => row.migration_name === name));
}

const checksum = ({ sql }: Migration): string => createHash('sha256').update(sql).digest('hex');

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query(ADD_TO_HISTORY, [randomUUID(), checksum(migration), migration.name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`migration ${migration.name} failed and was rolled back: ${reason}`, {
      cause: error,
    });
  }
}
