import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { openSchemaEngine } from './schema-engine.ts';

// Prints the SQL from the committed schema (`--from-empty`: from nothing) to the one in the working folder. Needs no
// database.
const path = new URL('../schema.prisma', import.meta.url).pathname;
const schema = (content: string) => ({
  tag: 'schemaDatamodel' as const,
  files: [{ path, content }],
});
const fromEmpty = process.argv.includes('--from-empty');

const engine = await openSchemaEngine();
const { stdout } = await engine.diff({
  from: fromEmpty
    ? { tag: 'empty' }
    : schema(
        execFileSync('git', ['show', 'HEAD:./schema.prisma'], {
          cwd: new URL('..', import.meta.url),
          encoding: 'utf8',
        }),
      ),
  to: schema(await readFile(path, 'utf8')),
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(stdout ?? '');
