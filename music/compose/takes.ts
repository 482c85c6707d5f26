import type { PartName, Take } from '@fermata/contracts/values';

/**
 * Which take of a part in a section is wanted, as a key for random numbers: empty for the first. A take may be of everything, of a part, of a section,
 * or of a part in a section; where several say something, each adds to the key, so taking one again leaves the others as they were.
 * `section` undefined: of what the part has in all sections alike (its motifs).
 */
export function takeKey(
  takes: readonly Take[] | undefined,
  part: PartName | undefined,
  section: number | undefined,
): string {
  const found = new Map<string, number>();
  for (const take of takes ?? []) {
    if (take.part !== undefined && take.part !== part) continue;
    if (take.section !== undefined && take.section !== section) continue;
    found.set(
      `${take.part === undefined ? '' : 'p'}${take.section === undefined ? '' : 's'}`,
      take.take,
    );
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, take]) => `/${kind}${take}`)
    .join('');
}
