import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ link: z.boolean().optional(), integrity: z.string().optional() }),
  ),
});

it('npm ci verifies every package by its sha512', async () => {
  const lock = Lock.parse(
    JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')),
  );
  const unverified = Object.entries(lock.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true)
    .map(([path]) => path);
  expect(unverified).toEqual([]);
});
