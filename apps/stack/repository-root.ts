import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The root folder of the clone, for the sources and for `dist`: the nearest parent folder with
 * tools/go.mod.
 */
export const repositoryRoot: string = (() => {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'tools', 'go.mod'))) return folder;
    if (dirname(folder) === folder)
      throw new Error(
        `${import.meta.dirname} is not inside a clone of Fermata: there is no tools/go.mod above it`,
      );
  }
})();
