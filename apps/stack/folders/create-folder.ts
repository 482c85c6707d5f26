import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { getSystemErrorMessage } from 'node:util';

/** A folder that cannot be created; the message is one sentence. */
export class FolderError extends Error {
  override readonly name = 'FolderError';
}

/**
 * Creates a folder and its parents where missing. `mkdir` with `recursive` does not return where the system
 * reports a missing parent again and again, as /proc does.
 */
export async function createFolder(folder: string, mode?: number): Promise<void> {
  const missing: string[] = [];
  for (let path = resolve(folder); !(await isFolder(path)); path = dirname(path))
    missing.unshift(path);
  for (const path of missing)
    await mkdir(path, mode).catch(async (error: NodeJS.ErrnoException) => {
      // Another process may have created it.
      if (error.code === 'EEXIST' && (await isFolder(path))) return;
      throw new FolderError(`${path} cannot be created: ${reasonOf(error)}.`, { cause: error });
    });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Of a path below a file, the file is found next.
    if ((code === 'ENOENT' || code === 'ENOTDIR') && dirname(path) !== path) return false;
    throw new FolderError(`${path} cannot be used: ${reasonOf(error as NodeJS.ErrnoException)}.`, {
      cause: error,
    });
  }
  throw new FolderError(`${path} is a file, not a folder.`);
}

const reasonOf = ({ errno, message }: NodeJS.ErrnoException): string =>
  errno === undefined ? message : getSystemErrorMessage(errno);
