import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Generates `generated/` from schema.prisma, unless schema and Prisma version are unchanged.
const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const { version } = require('prisma/package.json');
const stamp = createHash('sha256')
  .update(version)
  .update(readFileSync(join(here, 'schema.prisma')))
  .digest('hex');
const stampFile = join(here, 'generated', '.made-from');
const current = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;

if (!current) {
  // The client needs no engine; naming an existing file prevents the download of one.
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [require.resolve('prisma/build/index.js'), 'generate', '--schema', 'schema.prisma'],
    {
      cwd: here,
      encoding: 'utf8',
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (error) throw error;
  if (status !== 0) {
    process.stderr.write(`prisma generate failed:\n${stdout}${stderr}`);
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}
