import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { ApiClient } from '@fermata/clients/api';
import { downloadFiles } from './download-files.ts';

const sent = Buffer.from('the bytes of a master');
const sha256 = createHash('sha256').update(sent).digest('hex');
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A track with one file, whose size the API announces. */
async function downloadOf(
  bytes: number,
): Promise<{ folder: string; files: ReturnType<typeof downloadFiles> }> {
  const server = createServer((request, response) => {
    const url = `http://${request.headers.host}/file`;
    if (request.url === '/file') return void response.end(sent);
    response.end(
      JSON.stringify({
        items: [
          {
            sha256,
            kind: 'master',
            mediaType: 'audio/wav',
            bytes,
            fileName: 'master.wav',
            url,
            expiresAt: '2026-11-22T12:00:00Z',
          },
        ],
      }),
    );
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const folder = await mkdtemp(join(tmpdir(), 'fermata-download-'));
  closers.push(
    () => rm(folder, { recursive: true }),
    () => {
      server.close();
      server.closeAllConnections();
    },
  );
  const { signal } = new AbortController();
  const api = new ApiClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: 'fmk_test',
    signal,
  });
  return { folder, files: downloadFiles(api, 'trk_1', new Set([sha256]), folder, signal) };
}

it('saves a file of the announced size', async () => {
  const { folder, files } = await downloadOf(sent.length);
  expect(await files).toEqual([
    { kind: 'master', path: join(folder, 'master.wav'), sha256, bytes: sent.length },
  ]);
});

it('stops reading a file that exceeds its announced size, and keeps nothing of it', async () => {
  const { folder, files } = await downloadOf(sent.length - 1);
  await expect(files).rejects.toThrow(
    'master.wav cannot be downloaded: the store sends more than 20 bytes.',
  );
  expect(await readdir(folder)).toEqual([]);
});
