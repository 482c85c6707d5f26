import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFolder } from './create-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('creates missing parents, with the mode', async () => {
  const path = join(folder, 'a', 'b');
  await Promise.all([createFolder(path, 0o700), createFolder(path, 0o700)]);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  await createFolder(path);
});

it('refuses a file, and a path below a file', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(createFolder(file)).rejects.toThrow(`${file} is a file, not a folder.`);
  await expect(createFolder(join(file, 'a', 'b'))).rejects.toThrow(`${file} is a file`);
});

it('accepts a link to a folder and refuses one that leads nowhere', async () => {
  await mkdir(join(folder, 'there'));
  await symlink(join(folder, 'there'), join(folder, 'link'));
  await createFolder(join(folder, 'link', 'a'));
  await symlink(join(folder, 'nowhere'), join(folder, 'broken'));
  await expect(createFolder(join(folder, 'broken'))).rejects.toThrow('cannot be created');
});

it.runIf(process.platform === 'linux')(
  'answers where the system lets nobody create a folder',
  async () => {
    await expect(createFolder('/proc/nope/a')).rejects.toThrow(
      '/proc/nope cannot be created: no such file or directory.',
    );
  },
);
