import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * The key that signs engines at build: `FERMATA_ENGINE_KEY`, else the key of this user, made at the
 * first build and readable by this user only. PKCS #8 in DER, base64.
 */
export async function buildKey(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env['FERMATA_ENGINE_KEY']) return env['FERMATA_ENGINE_KEY'];
  const file = join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'fermata', 'engine-key');
  const existing = await readIfPresent(file);
  if (existing !== undefined) return existing;
  const fresh = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(fresh, makeKey(), { mode: 0o600 });
  // Of two simultaneous builds the first one wins; both then read the same key.
  await link(fresh, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(fresh);
  return (await readFile(file, 'utf8')).trim();
}

const makeKey = (): string =>
  `${generateKeyPairSync('ed25519')
    .privateKey.export({ format: 'der', type: 'pkcs8' })
    .toString('base64')}\n`;

async function readIfPresent(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
