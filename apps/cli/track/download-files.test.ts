import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { AssetLink } from '@fermata/contracts/http';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';
import { downloadFiles } from './download-files.ts';

const sent = Buffer.from('the bytes of a master');
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const sha256 = sha256Of(sent);
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Sent {
  readonly fileName: string;
  readonly content: Buffer;
  /** The size that the API announces. */
  readonly bytes?: number;
}

async function linksTo(files: readonly Sent[]): Promise<AssetLink[]> {
  const server = createServer((request, response) => {
    response.end(files[Number(request.url?.slice(1))]?.content);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return files.map(({ fileName, content, bytes = content.length }, index) => ({
    sha256: sha256Of(content),
    kind: 'master',
    mediaType: 'audio/wav',
    bytes,
    fileName,
    version: 1,
    url: `http://127.0.0.1:${port}/${index}`,
    expiresAt: '2026-11-22T12:00:00Z',
  }));
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fermata-download-'));
  closers.push(() => rm(folder, { recursive: true }));
  return folder;
}

async function download(folder: string, ...files: Sent[]) {
  return downloadFiles(await linksTo(files), folder, new AbortController().signal);
}

it('saves a file of the announced size', async () => {
  const folder = await freshFolder();
  expect(await download(folder, { fileName: 'master.wav', content: sent })).toEqual([
    { kind: 'master', path: join(folder, 'master.wav'), sha256, bytes: sent.length },
  ]);
});

it('stops reading a file that exceeds its announced size, and keeps nothing of it', async () => {
  const folder = await freshFolder();
  await expect(
    download(folder, { fileName: 'master.wav', content: sent, bytes: sent.length - 1 }),
  ).rejects.toThrow('master.wav cannot be downloaded: the store sends more than 20 bytes.');
  expect(await readdir(folder)).toEqual([]);
});

it('keeps files of one name apart, within a download and between downloads', async () => {
  const folder = await freshFolder();
  const other = Buffer.from('the bytes of another master');
  const third = Buffer.from('the bytes of a third one');
  await download(
    folder,
    { fileName: 'master.wav', content: sent },
    { fileName: 'Master.wav', content: other },
  );
  await download(folder, { fileName: 'master.wav', content: third });
  await download(folder, { fileName: 'master.wav', content: third });
  expect((await readdir(folder)).sort()).toEqual([
    `Master-${sha256Of(other).slice(0, 12)}.wav`,
    `master-${sha256Of(third).slice(0, 12)}.wav`,
    'master.wav',
  ]);
  expect(await readFile(join(folder, 'master.wav'))).toEqual(sent);
});

it('writes nothing outside the folder, and nothing through a link in it', async () => {
  const folder = await freshFolder();
  const outside = await freshFolder();
  for (const name of ['master.wav', 'master.wav.part'])
    await symlink(join(outside, name), join(folder, name));
  await download(
    folder,
    { fileName: 'master.wav', content: sent },
    { fileName: '../escaped.wav', content: Buffer.from('other') },
  );
  expect(await readdir(outside)).toEqual([]);
  expect((await readdir(folder)).sort()).toEqual([
    '_escaped.wav',
    `master-${sha256.slice(0, 12)}.wav`,
    'master.wav',
    'master.wav.part',
  ]);
});

it('refuses a target that is a file, in one sentence', async () => {
  const file = join(await freshFolder(), 'file');
  await writeFile(file, 'mine');
  await expect(download(file, { fileName: 'a.wav', content: sent })).rejects.toEqual(
    new CommandError(EXIT.usage, `${file} is a file, not a folder.`),
  );
});

it.each([
  '/etc/a.wav',
  '..\\a.wav',
  'C:\\a.wav',
  '..',
  '...',
  '',
  '.hidden',
  'a/../../a.wav',
  'a\0.wav',
])('saves a file named %j in the folder, under a plain name', async (fileName) => {
  const folder = await freshFolder();
  const [file] = await download(folder, { fileName, content: sent });
  expect(dirname(file?.path ?? '')).toBe(folder);
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/^[^./\\\0][^/\\\0]*$/);
});
