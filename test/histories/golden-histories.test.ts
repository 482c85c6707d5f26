import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replayAll } from '../testing/replay-histories.ts';

const folder = import.meta.dirname;

it('the current code replays every golden history', async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const histories = await Promise.all(
    names.map(async (name) => ({
      workflowId: name,
      history: JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown,
    })),
  );
  expect(await replayAll(histories)).toBe(names.length);
  expect(names.length).toBeGreaterThan(0);
});
