import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { keysFile, readKeys } from '@fermata/stack';
import { rawRequest } from '../testing/raw-request.ts';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
afterAll(() => testStack.close());
const dataDir = testStack.variable('FERMATA_DATA');

const MIN_SECRET_LENGTH = 20;
/** Every text of a value, however deep. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : [];

let secrets: string[];
beforeAll(async () => {
  const keys = await readKeys(dataDir);
  secrets = textsOf(keys).filter((text) => text.length >= MIN_SECRET_LENGTH);
  // Keys, tokens, webhooks and passwords are used before the search.
  const trackId = await testStack.create({ brief: { text: 'warm lo-fi bed', seed: 941 } });
  await testStack.stage(trackId, 'review');
  await testStack.approve(trackId);
});

it('no process has a secret among its arguments', () => {
  const processes = execFileSync('ps', ['-ww', '-A', '-o', 'args='], { encoding: 'utf8' });
  expect(secrets.filter((secret) => processes.includes(secret))).toEqual([]);
});

it('no file but keys.json has a secret: neither logs nor databases nor the store', async () => {
  expect(secrets.length).toBeGreaterThan(8);
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  let searched = 0;
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || file === keysFile(dataDir)) continue;
    // A service may delete one of its files during the walk.
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) continue;
    searched += 1;
    if (secrets.some((secret) => bytes.includes(secret))) found.push(file);
  }
  expect(found).toEqual([]);
  expect(searched).toBeGreaterThan(100);
});

it('only the owner reads what lies in the data folder', async () => {
  const open: string[] = [];
  for (const name of await readdir(dataDir)) {
    const { mode } = await stat(join(dataDir, name));
    if ((mode & 0o077) !== 0) open.push(`${name} ${(mode & 0o777).toString(8)}`);
  }
  expect(open).toEqual([]);
});

it('the S3 server shows strangers nothing', async () => {
  const endpoint = testStack.variable('S3_ENDPOINT');
  const bucket = testStack.variable('S3_BUCKET');
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', `/${bucket}`],
    ['GET', `/${bucket}/default/`],
    ['PUT', `/${bucket}/stranger`],
    ['DELETE', `/${bucket}`],
  ] as const)
    expect((await rawRequest(endpoint + path, { method })).status, `${method} ${path}`).toBe(403);
});
