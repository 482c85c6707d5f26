import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../repository-root.ts';

/** The version, without v, that a go.mod requires of a module. Throws when it requires none. */
export function requiredVersion(goMod: string, module: string): string {
  for (const line of goMod.split('\n')) {
    const [name, version] = line
      .replace(/^\s*require\s+/, '')
      .trim()
      .split(/\s+/);
    if (name === module && version && /^v\d+\.\d+\.\d+/.test(version)) return version.slice(1);
  }
  throw new Error(`go.mod requires no ${module}`);
}

export const pinnedVersion = async (module: string): Promise<string> =>
  requiredVersion(await readFile(join(repositoryRoot, 'tools', 'go.mod'), 'utf8'), module);

const numbers = (version: string): number[] => version.split('.').map(Number);

/** True when `version` has the same major version as `minimum` and is not older. */
export function isAcceptable(version: string, minimum: string): boolean {
  const [have, want] = [numbers(version), numbers(minimum)];
  if (have[0] !== want[0]) return false;
  for (const [index, figure] of want.entries()) {
    const own = have[index] ?? 0;
    if (own !== figure) return own > figure;
  }
  return true;
}
