import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of the clone, from the sources as from `dist`: the nearest one above that holds
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
