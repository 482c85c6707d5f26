import { posix } from 'node:path';
import ssh2, { type FileEntryWithStats, type SFTPWrapper, type Stats } from 'ssh2';

/** Every server takes requests of this size. */
const BLOCK_BYTES = 32 * 1024;
/** Requests in flight, so that the time for a file does not depend on the round trip of each block. */
const BLOCKS_IN_FLIGHT = 32;

const EOF: number = ssh2.utils.sftp.STATUS_CODE.EOF;
const NO_SUCH_FILE: number = ssh2.utils.sftp.STATUS_CODE.NO_SUCH_FILE;

/** The value with which a request calls back. */
export const answerOf = <T>(
  request: (done: (error: Error | undefined, value: T) => void) => void,
): Promise<T> =>
  new Promise((resolve, reject) => {
    request((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });

const done = (request: (callback: (error?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    request((error) => {
      if (error) reject(error);
      else resolve();
    });
  });

/** The status of an answer; undefined for an error without an answer. */
export function sftpStatusOf(error: unknown): number | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

export const isNoSuchFile = (error: unknown): boolean => sftpStatusOf(error) === NO_SUCH_FILE;

/** The entries of a folder; null if there are more than `max`. */
export async function listFolder(
  sftp: SFTPWrapper,
  path: string,
  max: number,
): Promise<FileEntryWithStats[] | null> {
  const handle = await answerOf<Buffer>((callback) => sftp.opendir(path, callback));
  try {
    const entries: FileEntryWithStats[] = [];
    for (;;) {
      const batch = await readEntries(sftp, handle);
      if (batch === null) return entries;
      entries.push(...batch);
      if (entries.length > max) return null;
    }
  } finally {
    closeUnwatched(sftp, handle);
  }
}

/** Null at the end. */
async function readEntries(
  sftp: SFTPWrapper,
  handle: Buffer,
): Promise<FileEntryWithStats[] | null> {
  try {
    return await answerOf<FileEntryWithStats[]>((callback) => sftp.readdir(handle, callback));
  } catch (error) {
    if (sftpStatusOf(error) === EOF) return null;
    throw error;
  }
}

/** Null if it has more than `maxBytes`. */
export async function readFile(
  sftp: SFTPWrapper,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const handle = await answerOf<Buffer>((callback) => sftp.open(path, 'r', callback));
  try {
    const content = Buffer.alloc(maxBytes + 1);
    let size = 0;
    while (size < content.length) {
      const start = size;
      const length = Math.min(BLOCK_BYTES, content.length - start);
      const received = await answerOf<number>((callback) =>
        sftp.read(handle, content, start, length, start, callback),
      );
      if (received === 0) return content.subarray(0, size);
      size += received;
    }
    return null;
  } finally {
    closeUnwatched(sftp, handle);
  }
}

/** Null if it is not there. */
async function statsOf(sftp: SFTPWrapper, path: string): Promise<Stats | null> {
  try {
    return await answerOf<Stats>((callback) => sftp.stat(path, callback));
  } catch (error) {
    if (isNoSuchFile(error)) return null;
    throw error;
  }
}

export const isFolder = async (sftp: SFTPWrapper, path: string): Promise<boolean> =>
  (await statsOf(sftp, path))?.isDirectory() === true;

/** Makes the missing folders between `root`, which must be there, and `path`. */
export async function makeFolders(sftp: SFTPWrapper, root: string, path: string): Promise<void> {
  let folder = root;
  for (const segment of posix.relative(root, path).split('/')) {
    folder = posix.join(folder, segment);
    if (await isFolder(sftp, folder)) continue;
    try {
      await done((callback) => sftp.mkdir(folder, callback));
    } catch (error) {
      // Another process may have made it.
      if (!(await isFolder(sftp, folder))) throw error;
    }
  }
}

/** Writes a file that is not there yet. */
export async function writeFile(sftp: SFTPWrapper, path: string, bytes: Uint8Array): Promise<void> {
  const handle = await answerOf<Buffer>((callback) => sftp.open(path, 'wx', callback));
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let next = 0;
  const writeBlocks = async (): Promise<void> => {
    while (next < content.length) {
      const start = next;
      next = Math.min(start + BLOCK_BYTES, content.length);
      const length = next - start;
      await done((callback) => sftp.write(handle, content, start, length, start, callback));
    }
  };
  try {
    await Promise.all(Array.from({ length: BLOCKS_IN_FLIGHT }, writeBlocks));
  } catch (error) {
    closeUnwatched(sftp, handle);
    throw error;
  }
  await done((callback) => sftp.close(handle, callback));
}

/** Many servers do not rename to a name that is taken. A file there of the same size is kept, another one replaced. */
export async function renameFile(
  sftp: SFTPWrapper,
  { from, to, bytes }: { readonly from: string; readonly to: string; readonly bytes: number },
): Promise<void> {
  const rename = () => done((callback) => sftp.rename(from, to, callback));
  const remove = (path: string) => done((callback) => sftp.unlink(path, callback));
  try {
    await rename();
  } catch (error) {
    const taken = await statsOf(sftp, to);
    if (taken === null) {
      await remove(from);
      throw error;
    }
    if (taken.size === bytes) return remove(from);
    await remove(to);
    await rename();
  }
}

/** The result is known already. A lost connection closes the handle as well. */
function closeUnwatched(sftp: SFTPWrapper, handle: Buffer): void {
  done((callback) => sftp.close(handle, callback)).catch(() => undefined);
}
