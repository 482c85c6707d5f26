import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Store } from './store.ts';

/** A folder of this machine, which an SFTP server offers to the other side. */
export function diskStore(root: string): Store {
  const orMissing =
    <T>(value: T) =>
    (error: unknown): T => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return value;
      throw error;
    };
  return {
    async list(subfolder) {
      const entries = await readdir(join(root, subfolder), { withFileTypes: true }).catch(
        orMissing([]),
      );
      return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    read: (path) => readFile(join(root, path)).catch(orMissing(null)),
    async write(path, text) {
      const target = join(root, path);
      await mkdir(dirname(target), { recursive: true });
      const partial = join(dirname(target), `.${basename(target)}`);
      await writeFile(partial, text);
      await rename(partial, target);
    },
  };
}
