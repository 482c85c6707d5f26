import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { migrate } from '@fermata/prisma';

/** `databaseUrl`: the application's role; `ownerUrl`: the schema's owner; `adminUrl`: a superuser. */
export type FreshDatabase = { databaseUrl: string; ownerUrl: string; adminUrl: string };

const OWNER = { name: 'fermata_test_owner', password: 'owner' };
const APP = { name: 'fermata_test_app', password: 'app' };

// Serialises parallel test files. The lock ends with the connection.
const ONE_AT_A_TIME = "SELECT pg_advisory_lock(hashtext('fermata_template'))";

/** A migrated, empty database for one test, dropped at its end. `empty`: without the schema. */
export async function freshDatabase(options: { empty?: boolean } = {}): Promise<FreshDatabase> {
  const { dropDatabase, ...database } = await cloneDatabase(options);
  onTestFinished(dropDatabase);
  return database;
}

/** The same, dropped by the caller. Cloned from a template in milliseconds. */
export async function cloneDatabase(
  options: { empty?: boolean } = {},
): Promise<FreshDatabase & { dropDatabase: () => Promise<void> }> {
  const adminUrl = inject('databaseAdminUrl');
  const name = `fermata_test_${randomUUID().replaceAll('-', '')}`;
  const template = options.empty === true ? 'template0' : await templateDatabase(adminUrl);
  await withAdmin(adminUrl, async (admin) => {
    if (options.empty === true) await makeOwner(admin);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${OWNER.name}`);
  });
  const dropDatabase = (): Promise<void> =>
    withAdmin(
      adminUrl,
      async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
    );
  return {
    databaseUrl: urlFor(adminUrl, name, APP),
    ownerUrl: urlFor(adminUrl, name, OWNER),
    adminUrl: urlFor(adminUrl, name),
    dropDatabase,
  };
}

export const APP_ROLE = APP;

/** Created once per state of the migrations, by the first test. */
async function templateDatabase(adminUrl: string): Promise<string> {
  const name = `fermata_template_${(await stateOfMigrations()).slice(0, 16)}`;
  await withAdmin(adminUrl, async (admin) => {
    await admin.query(ONE_AT_A_TIME);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 1) return;
    await makeOwner(admin);
    // Renamed at the end, so that an incomplete template is never used.
    const unfinished = `${name}_unfinished`;
    await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${unfinished} OWNER ${OWNER.name}`);
    await migrate(urlFor(adminUrl, unfinished, OWNER), { appRole: APP });
    await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
  return name;
}

async function makeOwner(admin: pg.Client): Promise<void> {
  await admin.query(ONE_AT_A_TIME);
  const { rowCount } = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER.name]);
  if (rowCount === 0)
    await admin.query(`CREATE ROLE ${OWNER.name} LOGIN CREATEROLE PASSWORD '${OWNER.password}'`);
}

async function stateOfMigrations(): Promise<string> {
  const folder = new URL('../prisma/', import.meta.url);
  const hash = createHash('sha256').update(await readFile(new URL('app-role.ts', folder)));
  for (const file of (await readdir(new URL('migrations/', folder), { recursive: true }))
    .filter((path) => path.endsWith('.sql'))
    .sort())
    hash.update(file).update(await readFile(new URL(`migrations/${file}`, folder)));
  return hash.digest('hex');
}

function urlFor(
  adminUrl: string,
  database: string,
  role?: { name: string; password: string },
): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role) Object.assign(url, { username: role.name, password: role.password });
  return url.href;
}

async function withAdmin(
  adminUrl: string,
  work: (admin: pg.Client) => Promise<void>,
): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
