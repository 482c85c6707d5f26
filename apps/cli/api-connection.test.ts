import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Role } from '@fermata/contracts/values';
import { readOrMakeKeys } from '../stack/settings/keys.ts';
import { resolveApiConnection } from './api-connection.ts';

it.each([
  [{}, 'http://127.0.0.1:4100'],
  [{ FERMATA_API_PORT: '4200' }, 'http://127.0.0.1:4200'],
  [{ FERMATA_API_PORT: '0' }, 'http://127.0.0.1:4100'],
  [{ FERMATA_API_PORT: '4200', FERMATA_API_URL: 'https://music.example' }, 'https://music.example'],
])('with %j the API is at %s; port 0 names none', async (env, url) => {
  expect(
    await resolveApiConnection(
      { FERMATA_DATA: '/nowhere', FERMATA_API_KEY: 'fmk_test', ...env },
      undefined,
      'creator',
    ),
  ).toEqual({ url, key: 'fmk_test' });
});

it('names each invalid variable', async () => {
  await expect(
    resolveApiConnection(
      { FERMATA_API_URL: 'ftp://x', FERMATA_API_PORT: 'http' },
      undefined,
      'creator',
    ),
  ).rejects.toThrow(
    'FERMATA_API_URL must be an http or https address; FERMATA_API_PORT must be a port number',
  );
});

it('rejects a port above 65535', async () => {
  await expect(
    resolveApiConnection({ FERMATA_API_PORT: '65536' }, undefined, 'creator'),
  ).rejects.toThrow('FERMATA_API_PORT must be a port number');
});

describe('keys of a data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-keys-'));
  afterAll(() => rm(folder, { recursive: true }));
  const connect = async (as: string | undefined, needed: Role): Promise<string> =>
    (await resolveApiConnection({ FERMATA_DATA: folder }, as, needed)).key;

  it('are found by actor or by role; a role has the key with the fewest other roles', async () => {
    const { keys } = await readOrMakeKeys(folder);
    const keyOf = (actor: string): string => keys.find((key) => key.actor === actor)?.key ?? '';
    expect(await connect(undefined, 'creator')).toBe(keyOf('act_ada'));
    expect(await connect('reviewer', 'creator')).toBe(keyOf('act_rita'));
    expect(await connect('operations', 'creator')).toBe(keyOf('act_otto'));
    expect(await connect('otto', 'creator')).toBe(keyOf('act_otto'));
    expect(await connect('act_rita', 'creator')).toBe(keyOf('act_rita'));
  });

  it('are listed if there is none for an actor', async () => {
    await readOrMakeKeys(folder);
    await expect(connect('eve', 'creator')).rejects.toThrow(
      /^--as eve: .* has keys for ada, rita, otto and the roles creator, reviewer, operations\.$/,
    );
  });
});
