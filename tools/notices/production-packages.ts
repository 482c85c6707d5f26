import type { LockedPackages } from './locked-package.ts';

/**
 * Every third-party package that a workspace needs at run time, with its transitive dependencies,
 * as sorted paths in the lock file. Development dependencies and the `test` workspace do not count.
 */
export function productionPackages(packages: LockedPackages): string[] {
  const workspaces = Object.keys(packages).filter(
    (path) => path !== '' && path !== 'test' && !path.includes('node_modules/'),
  );
  const found = new Set(workspaces);
  const queue = [...workspaces];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
    const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
    for (const name of names) {
      // An optional peer that npm did not install has no entry.
      const target = resolve(packages, path, name);
      if (target === undefined || found.has(target)) continue;
      found.add(target);
      queue.push(target);
    }
  }
  return [...found].filter((path) => path.includes('node_modules/')).toSorted();
}

/** Node's lookup: the nearest node_modules folder wins. A workspace link leads to the workspace. */
function resolve(packages: LockedPackages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const entry = packages[path];
    if (entry) return entry.link ? entry.resolved : path;
    if (folder === '') return undefined;
  }
}

const parentOf = (folder: string): string => folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
