import { createHash, randomUUID } from 'node:crypto';
import { constants, copyFile, link, lstat, open, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { safeFileName, withSuffix } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

export interface NewFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
}

const HASH_CHARACTERS = 12;
/** Answers to `link` of file systems without hard links. */
const NO_HARD_LINKS: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EXDEV',
  'EMLINK',
]);

/**
 * Saves a file in a folder without changing any other: a copy that is already there stays, and a name that
 * another file has gets a part of the hash. No link is followed. `taken`: names in use, extended by the one chosen.
 */
export async function saveNewFile(
  folder: string,
  file: NewFile,
  taken: Set<string>,
  fetchBytes: () => Promise<Uint8Array>,
): Promise<string> {
  const plain = safeFileName(file.fileName);
  let bytes: Uint8Array | undefined;
  for (const name of [
    plain,
    withSuffix(plain, file.sha256.slice(0, HASH_CHARACTERS)),
    withSuffix(plain, file.sha256),
  ]) {
    const path = join(folder, name);
    if (taken.has(name.toLowerCase())) continue;
    const present = await findPresent(path, file);
    if (present === 'other') continue;
    if (present === 'none') {
      bytes ??= await fetchBytes();
      if (!(await createFile(path, bytes))) continue;
    }
    taken.add(name.toLowerCase());
    return path;
  }
  throw new CommandError(
    EXIT.failed,
    `${join(folder, plain)} is another file; choose another folder with --to.`,
  );
}

/** The content of the path: nothing, the same bytes in a regular file, or something else. */
export async function findPresent(
  path: string,
  { sha256, bytes }: Pick<NewFile, 'sha256' | 'bytes'>,
): Promise<'none' | 'same' | 'other'> {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unwritable(path, error);
  });
  if (found === null) return 'none';
  if (!found.isFile() || found.size !== bytes) return 'other';
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => null);
  if (file === null) return 'other';
  try {
    const digest = createHash('sha256').update(await file.readFile());
    return digest.digest('hex') === sha256 ? 'same' : 'other';
  } finally {
    await file.close();
  }
}

/** False if something has the path. The file appears there complete. */
export async function createFile(path: string, bytes: Uint8Array): Promise<boolean> {
  const fresh = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(
      fresh,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
    );
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
      if (!NO_HARD_LINKS.has(error.code)) throw error;
      // If it fails, Node removes the partial file.
      return copyFile(fresh, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(path, error as NodeJS.ErrnoException);
  } finally {
    await unlink(fresh).catch(() => undefined);
  }
}

const unwritable = (path: string, { errno, message }: NodeJS.ErrnoException): CommandError =>
  new CommandError(
    EXIT.failed,
    `${path} cannot be written: ${errno === undefined ? message : getSystemErrorMessage(errno)}.`,
  );
