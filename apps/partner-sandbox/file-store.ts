import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ProblemError } from './problem-error.ts';
import { FILE_MAX_BYTES } from './wire-files.ts';

/** Stores bytes by hash in `<dataDir>/files`. Files appear atomically. */
export function openFileStore(dataDir: string) {
  const folder = join(dataDir, 'files');
  const incoming = join(dataDir, 'incoming');
  rmSync(incoming, { recursive: true, force: true });
  for (const path of [folder, incoming]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string): string => join(folder, sha256);

  return {
    /** Reads an upload to its end and checks its digest. Nothing is stored before `commit`. */
    async receive(
      body: AsyncIterable<unknown>,
      announcedSha256: string,
    ): Promise<{ bytes: number; commit: () => void; discard: () => void }> {
      const path = join(incoming, randomBytes(12).toString('hex'));
      const discard = (): void => rmSync(path, { force: true });
      const hash = createHash('sha256');
      let bytes = 0;
      const file = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of body) {
          if (!Buffer.isBuffer(chunk)) throw new TypeError('an upload must be bytes');
          bytes += chunk.length;
          if (bytes > FILE_MAX_BYTES)
            throw new ProblemError('too-large', `A file has at most ${FILE_MAX_BYTES} bytes.`);
          hash.update(chunk);
          await file.writeFile(chunk);
        }
        if (bytes === 0) throw new ProblemError('bad-request', 'The file is empty.');
        const sha256 = hash.digest('hex');
        if (sha256 !== announcedSha256)
          throw new ProblemError(
            'digest-mismatch',
            `The bytes that arrived have the sha256 ${sha256}, not ${announcedSha256}.`,
          );
        await file.sync();
      } catch (error) {
        discard();
        throw error;
      } finally {
        await file.close();
      }
      // Synchronous: no removal can run between this and the row that references the file.
      const commit = (): void => {
        renameSync(path, pathOf(announcedSha256));
        const handle = openSync(folder, 'r');
        try {
          fsyncSync(handle);
        } finally {
          closeSync(handle);
        }
      };
      return { bytes, commit, discard };
    },
    has: (sha256: string): boolean => existsSync(pathOf(sha256)),
    head(sha256: string, length: number): Uint8Array {
      const handle = openSync(pathOf(sha256), 'r');
      try {
        const buffer = Buffer.alloc(length);
        return buffer.subarray(0, readSync(handle, buffer, 0, length, 0));
      } finally {
        closeSync(handle);
      }
    },
    read: (sha256: string, range: { start: number; end: number }): Readable =>
      createReadStream(pathOf(sha256), range),
    remove: (sha256: string): void => rmSync(pathOf(sha256), { force: true }),
  };
}
export type FileStore = ReturnType<typeof openFileStore>;
