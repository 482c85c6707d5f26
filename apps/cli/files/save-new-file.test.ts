import { createHash } from 'node:crypto';
import { link, lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { saveNewFile } from './save-new-file.ts';

vi.mock('node:fs/promises', { spy: true });

const content = Buffer.from('the bytes of a master');
const sha256 = createHash('sha256').update(content).digest('hex');
const file = { fileName: 'カラカラ-v1.mp3', sha256, bytes: content.length };
const hashed = `カラカラ-v1-${sha256.slice(0, 12)}.mp3`;
const fetchBytes = vi.fn(() => Promise.resolve(content));

let folder: string;
beforeEach(async () => {
  fetchBytes.mockClear();
  folder = await mkdtemp(join(tmpdir(), 'fermata-save-'));
});
afterEach(() => rm(folder, { recursive: true }));

const save = (taken = new Set<string>()) => saveNewFile(folder, file, taken, fetchBytes);

it('saves a file, and leaves the same bytes as they are', async () => {
  expect(await save()).toBe(join(folder, file.fileName));
  expect(await save()).toBe(join(folder, file.fileName));
  expect(fetchBytes).toHaveBeenCalledTimes(1);
  expect(await readdir(folder)).toEqual([file.fileName]);
});

it('does not change another file of the same name', async () => {
  await writeFile(join(folder, file.fileName), 'mine');
  expect(await save()).toBe(join(folder, hashed));
  expect(await save()).toBe(join(folder, hashed));
  expect(fetchBytes).toHaveBeenCalledTimes(1);
  expect(await readFile(join(folder, file.fileName), 'utf8')).toBe('mine');
});

it('follows no link, not even a broken one', async () => {
  const outside = join(folder, 'outside');
  await symlink(outside, join(folder, file.fileName));
  expect(await save()).toBe(join(folder, hashed));
  await expect(lstat(outside)).rejects.toThrow('ENOENT');
});

it('uses a name once, in any case', async () => {
  const other = { ...file, fileName: 'Master.mp3' };
  expect(await saveNewFile(folder, other, new Set(['master.mp3']), fetchBytes)).toBe(
    join(folder, `Master-${sha256.slice(0, 12)}.mp3`),
  );
});

it.each(['EPERM', 'ENOTSUP', 'EXDEV'])(
  'saves where hard links are refused with %s',
  async (code) => {
    vi.mocked(link).mockRejectedValueOnce(Object.assign(new Error(code), { code }));
    expect(await save()).toBe(join(folder, file.fileName));
    expect(await readFile(join(folder, file.fileName))).toEqual(content);
    expect(await readdir(folder)).toEqual([file.fileName]);
  },
);

it('leaves nothing behind when the file cannot be linked for another reason', async () => {
  vi.mocked(link).mockRejectedValueOnce(Object.assign(new Error('EIO'), { code: 'EIO' }));
  await expect(save()).rejects.toThrow(`${join(folder, file.fileName)} cannot be written: EIO.`);
  expect(await readdir(folder)).toEqual([]);
});

it('says in a sentence why nothing was saved', async () => {
  const missing = join(folder, 'missing');
  await expect(saveNewFile(missing, file, new Set(), fetchBytes)).rejects.toThrow(
    `${join(missing, file.fileName)} cannot be written: no such file or directory.`,
  );
});
