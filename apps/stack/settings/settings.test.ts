import { chmodSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPorts } from '../ports/ports.ts';
import { Keys, keysFile, makeKeys, readKeys, readOrMakeKeys } from './keys.ts';
import { outsideServices } from './outside-services.ts';
import {
  addressesOf,
  partnerEnv,
  previewEnv,
  stackEnv,
  withoutCheckpointKey,
} from './stack-env.ts';

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-keys-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('keys are created once, even by simultaneous starts, readable by the owner only', async () => {
  const folder = dataFolder();
  expect(await readKeys(folder)).toBeNull();
  const made = await Promise.all([1, 2, 3].map(() => readOrMakeKeys(folder)));
  expect(new Set(made.map((keys) => JSON.stringify(keys))).size).toBe(1);
  expect(statSync(keysFile(folder)).mode & 0o777).toBe(0o600);
  chmodSync(keysFile(folder), 0o644);
  expect(await readOrMakeKeys(folder)).toEqual(made[0]);
  expect(statSync(keysFile(folder)).mode & 0o777).toBe(0o600);
});

test('new keys match the schema and differ each time', () => {
  const [one, other] = [Keys.parse(makeKeys()), Keys.parse(makeKeys())];
  expect(one.keys.map(({ actor, roles }) => [actor, roles])).toEqual([
    ['act_ada', ['creator']],
    ['act_rita', ['reviewer']],
    ['act_otto', ['operations', 'creator', 'reviewer']],
  ]);
  const secrets = [one, other].flatMap(
    ({ keys, tokenSecret, checkpointKey, partner, postgres, s3 }) => [
      checkpointKey,
      ...keys.map(({ key }) => key),
      tokenSecret,
      ...Object.values(partner),
      ...Object.values(postgres),
      ...Object.values(s3),
    ],
  );
  expect(new Set(secrets).size).toBe(secrets.length);
});

test('a broken keys file is reported in one sentence and left unchanged', async () => {
  const folder = dataFolder();
  writeFileSync(keysFile(folder), '{"projectId": "default"');
  await expect(readOrMakeKeys(folder)).rejects.toThrow(`${keysFile(folder)} is not JSON`);
  writeFileSync(keysFile(folder), '{"projectId": "default"}');
  await expect(readKeys(folder)).rejects.toThrow(`${keysFile(folder)} is not a keys file: keys `);
});

test('an address makes a service external and requires its other settings', () => {
  expect(outsideServices({})).toEqual(new Set());
  expect(
    outsideServices({ DATABASE_URL: 'postgresql://x/y', TEMPORAL_ADDRESS: 'cloud:7233' }),
  ).toEqual(new Set(['postgres', 'temporal']));
  expect(() => outsideServices({ S3_ENDPOINT: 'https://s3', S3_ACCESS_KEY_ID: 'a' })).toThrow(
    'S3_ENDPOINT is set, so Fermata uses that service and does not start its own; ' +
      'S3_SECRET_ACCESS_KEY must be set as well',
  );
  expect(outsideServices({ S3_ENDPOINT: '' })).toEqual(new Set());
});

test('external values pass through; the others derive from ports and keys', () => {
  const given = {
    TEMPORAL_ADDRESS: 'temporal.example:7233',
    TEMPORAL_NAMESPACE: 'music',
    S3_BUCKET: 'tracks',
  };
  const keys = makeKeys();
  const env = stackEnv({
    dataDir: '/data',
    ports: readPorts({}),
    keys,
    outside: outsideServices(given),
    env: given,
  });
  expect(env).toMatchObject({
    TEMPORAL_ADDRESS: 'temporal.example:7233',
    TEMPORAL_NAMESPACE: 'music',
    S3_BUCKET: 'tracks',
    S3_ENDPOINT: 'http://127.0.0.1:4104',
    FERMATA_API_URL: 'http://127.0.0.1:4100',
    DATABASE_URL: `postgresql://fermata_app:${keys.postgres.appPassword}@127.0.0.1:4103/fermata`,
    PARTNER_SANDBOX_API_KEY: keys.partner.apiKey,
  });
  expect(env.FERMATA_TEMPORAL_UI_URL).toBeUndefined();
  expect(addressesOf(env)).toMatchObject({
    temporal: 'temporal.example:7233',
    temporalUi: null,
    postgres: '127.0.0.1:4103',
  });
});

test('the partner gets none of our secrets', () => {
  const keys = makeKeys();
  const env = partnerEnv({ dataDir: '/data', port: 4102, keys, apiUrl: 'http://127.0.0.1:4100' });
  expect(Object.keys(env).every((name) => name.startsWith('SANDBOX_'))).toBe(true);
  expect(JSON.stringify(env)).not.toContain(keys.tokenSecret);
});

test('only the worker that signs gets the checkpoint key; its public key is for all', () => {
  const keys = makeKeys();
  const env = stackEnv({
    dataDir: '/data',
    ports: readPorts({}),
    keys,
    outside: new Set(),
    env: {},
  });
  expect(env.FERMATA_CHECKPOINT_KEY).toBe(keys.checkpointKey);
  const others = withoutCheckpointKey(env);
  expect(JSON.stringify(others)).not.toContain(keys.checkpointKey);
  expect(others.FERMATA_CHECKPOINT_PUBLIC_KEY).toMatch(/^MCowBQYDK2VwAyEA/);
});

test('the preview service gets its own secret and no settings of the database, S3 or Temporal', () => {
  const keys = makeKeys();
  const env = stackEnv({
    dataDir: '/data',
    ports: readPorts({}),
    keys,
    outside: new Set(),
    env: {},
  });
  expect(env.FERMATA_PREVIEW_URL).toBe('http://127.0.0.1:4107');
  expect(env.FERMATA_PREVIEW_SECRET).toMatch(/^[0-9a-f]{64}$/);
  expect(env.FERMATA_PREVIEW_SECRET).not.toBe(keys.tokenSecret);
  expect(Object.keys(previewEnv(env)).sort()).toEqual([
    'FERMATA_PREVIEW_PORT',
    'FERMATA_PREVIEW_SECRET',
    'FERMATA_PREVIEW_URL',
  ]);
  expect(() => outsideServices({ FERMATA_PREVIEW_URL: 'http://preview:1' })).toThrow(
    'FERMATA_PREVIEW_SECRET must be set as well',
  );
});
