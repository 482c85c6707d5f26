import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type Migration = { name: string; sql: string };

// This file runs from the source folder or from dist/.
const folder = ['./migrations/', '../migrations/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

/** The migrations in the order in which they are applied. */
export async function readMigrations(): Promise<Migration[]> {
  if (folder === undefined) throw new Error('the folder prisma/migrations is missing');
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      name,
      sql: await readFile(`${folder}${name}/migration.sql`, 'utf8'),
    })),
  );
}
