import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { verifyNode } from './verify-node.mjs';

const root = join(import.meta.dirname, '..', '..');

test('the installed Node.js has the sha256 of the repository', async () => {
  await verifyNode(await realpath(join(root, 'node_modules', '.bin', 'node')));
  const { devDependencies } = z
    .object({ devDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  expect(devDependencies['node'], 'the version that the sums belong to').toBe('24.21.0');
});

test('a changed Node.js and one for an unknown platform are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-node-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'node');
  await writeFile(file, 'not Node.js');
  await expect(verifyNode(file, 'linux-x64')).rejects.toThrow(`${file} is not Node.js 24.21.0`);
  await expect(verifyNode(file, 'sunos-x64')).rejects.toThrow('cannot be verified');
});
