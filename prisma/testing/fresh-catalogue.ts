import pg from 'pg';
import { onTestFinished } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../test/fresh-database.ts';
import type { Catalogue } from '../catalogue.ts';
import { openCatalogue } from '../open-catalogue.ts';

/** A catalogue in a database of its own, opened as the application's role. Both are removed after the test. */
export async function freshCatalogue(
  options: Partial<Parameters<typeof openCatalogue>[0]> = {},
): Promise<{ catalogue: Catalogue; database: FreshDatabase }> {
  const database = await freshDatabase();
  const catalogue = await openCatalogue({ ...options, databaseUrl: database.databaseUrl });
  onTestFinished(() => catalogue.close());
  return { catalogue, database };
}

/** A plain connection, closed when the test ends. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Runs statements as a superuser, without the triggers that protect events. */
export async function tamper(database: FreshDatabase, ...statements: string[]): Promise<void> {
  const client = await connectTo(database.adminUrl);
  await client.query('ALTER TABLE event DISABLE TRIGGER ALL');
  for (const statement of statements) await client.query(statement);
  await client.query('ALTER TABLE event ENABLE TRIGGER ALL');
}
