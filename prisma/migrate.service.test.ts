import { readFile } from 'node:fs/promises';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import { expect, test } from 'vitest';
import { APP_ROLE, freshDatabase } from '../test/fresh-database.ts';
import { openSchemaEngine } from './authoring/schema-engine.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './migrations-folder.ts';
import { openCatalogue } from './open-catalogue.ts';
import { connectTo } from './testing/fresh-catalogue.ts';

const filters = { externalTables: [], externalEnums: [] };
const schemaFile = new URL('./schema.prisma', import.meta.url);

async function migrationList(): Promise<MigrationList> {
  const folder = new URL('./migrations/', import.meta.url);
  return {
    baseDir: folder.pathname,
    lockfile: {
      path: 'migration_lock.toml',
      content: await readFile(new URL('migration_lock.toml', folder), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: (await readMigrations()).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

test('concurrent migrations apply each migration once', async () => {
  const { ownerUrl } = await freshDatabase({ empty: true });
  const names = (await readMigrations()).map(({ name }) => name);
  const results = await Promise.all(
    Array.from({ length: 4 }, () => migrate(ownerUrl, { appRole: APP_ROLE })),
  );
  expect(results.map(({ applied }) => applied).filter((applied) => applied.length > 0)).toEqual([
    names,
  ]);
  expect(await migrate(ownerUrl)).toEqual({ applied: [] });
});

test("Prisma's engine finds folder, history and database in agreement with the schema", async () => {
  const { ownerUrl } = await freshDatabase();
  const engine = await openSchemaEngine(ownerUrl);
  const migrationsList = await migrationList();
  expect(
    await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters,
    }),
  ).toEqual({
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
    history: null,
  });
  // `prisma migrate deploy` has nothing to apply.
  expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({
    appliedMigrationNames: [],
  });
  const schema = {
    files: [{ path: schemaFile.pathname, content: await readFile(schemaFile, 'utf8') }],
  };
  const drift = await engine.diff({
    from: { tag: 'schemaDatasource', ...schema, configDir: '' },
    to: { tag: 'schemaDatamodel', ...schema },
    script: true,
    exitCode: true,
    filters,
  });
  expect(drift).toMatchObject({ exitCode: 0 });
});

test("Prisma's engine finds an empty database behind the folder", async () => {
  const { ownerUrl } = await freshDatabase({ empty: true });
  const engine = await openSchemaEngine(ownerUrl);
  const migrationsList = await migrationList();
  expect(
    (
      await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters,
      })
    ).history,
  ).toMatchObject({ diagnostic: 'databaseIsBehind' });
});

test('a failed migration is rolled back; an edited or unknown one is refused', async () => {
  const { ownerUrl } = await freshDatabase({ empty: true });
  const owner = await connectTo(ownerUrl);
  await owner.query('CREATE TABLE inbox (id int)');
  await expect(migrate(ownerUrl)).rejects.toThrow(
    /migration \d+_catalogue failed and was rolled back: relation "inbox" already exists/,
  );
  expect(
    (
      await owner.query(
        "SELECT to_regclass('event') AS event, (SELECT count(*)::int FROM _prisma_migrations) AS rows",
      )
    ).rows,
  ).toEqual([{ event: null, rows: 0 }]);
  await owner.query('DROP TABLE inbox');
  expect((await migrate(ownerUrl)).applied).not.toEqual([]);

  await owner.query(
    "UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%_catalogue'",
  );
  await expect(migrate(ownerUrl)).rejects.toThrow('was edited after it was applied');
  await owner.query(
    "UPDATE _prisma_migrations SET migration_name = '2999_future' WHERE migration_name LIKE '%_catalogue'",
  );
  await expect(migrate(ownerUrl)).rejects.toThrow(
    'has migration 2999_future, which this version of Fermata does not know',
  );
});

test('an owner of the tables who may not create extensions migrates, without the index', async () => {
  const { ownerUrl, adminUrl } = await freshDatabase({ empty: true });
  const admin = await connectTo(adminUrl);
  await admin.query(
    `ALTER DATABASE ${new URL(adminUrl).pathname.slice(1)} OWNER TO CURRENT_USER;
     GRANT CREATE ON SCHEMA public TO ${new URL(ownerUrl).username}`,
  );
  expect((await migrate(ownerUrl)).applied).not.toEqual([]);
  expect(
    (
      await admin.query(
        "SELECT to_regclass('event')::text AS event, to_regclass('track_search_idx') AS index",
      )
    ).rows,
  ).toEqual([{ event: 'event', index: null }]);
});

test("the application's role gets a new password each time, and is never the owner or a privileged one", async () => {
  const { ownerUrl, adminUrl, databaseUrl } = await freshDatabase();
  const name = `fermata_test_role_${process.pid}`;
  const urlWith = (password: string): string =>
    Object.assign(new URL(databaseUrl), { username: name, password }).href;
  await migrate(ownerUrl, { appRole: { name, password: "it's 1" } });
  await migrate(ownerUrl, { appRole: { name, password: 'second' } });
  const catalogue = await openCatalogue({ databaseUrl: urlWith('second') });
  await catalogue.close();
  const admin = await connectTo(adminUrl);
  await expect(
    migrate(ownerUrl, { appRole: { name: new URL(ownerUrl).username, password: 'x' } }),
  ).rejects.toThrow('must not be the owner');
  await admin.query(`ALTER ROLE ${name} CREATEDB`);
  await expect(migrate(ownerUrl, { appRole: { name, password: 'x' } })).rejects.toThrow(
    'has too many privileges for an application',
  );
  await admin.query(`DROP OWNED BY ${name}; DROP ROLE ${name}`);
});

test('databases of one server that are set up at the same time share the role', async () => {
  const databases = await Promise.all(Array.from({ length: 4 }, () => freshDatabase()));
  const role = { name: `fermata_test_shared_${process.pid}`, password: 'same' };
  await Promise.all(databases.map(({ ownerUrl }) => migrate(ownerUrl, { appRole: role })));
  for (const { databaseUrl } of databases) {
    const url = Object.assign(new URL(databaseUrl), { username: role.name, password: 'same' });
    const app = await connectTo(url.href);
    expect((await app.query('SELECT count(*) FROM event')).rows).toEqual([{ count: '0' }]);
  }
  for (const { adminUrl } of databases)
    await (await connectTo(adminUrl)).query(`DROP OWNED BY ${role.name}`);
  const [{ adminUrl } = { adminUrl: '' }] = databases;
  await (await connectTo(adminUrl)).query(`DROP ROLE ${role.name}`);
});

test('a catalogue is not opened without its schema or without a database', async () => {
  const { ownerUrl } = await freshDatabase({ empty: true });
  await expect(openCatalogue({ databaseUrl: ownerUrl })).rejects.toThrow(
    /lacks migration \d+_\w+; run the migrations/,
  );
  await expect(
    openCatalogue({ databaseUrl: 'postgresql://nobody@127.0.0.1:9/nothing' }),
  ).rejects.toThrow('ECONNREFUSED');
});
