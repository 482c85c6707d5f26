import type { ReleaseTerms, UsedMaterial } from '@fermata/contracts/values';

/** A licensed work in a track: an audio loop, a melody, one that a motif derives from (`through`), or its cover. */
export interface SuppliedMaterial extends Pick<
  UsedMaterial,
  'sha256' | 'licensor' | 'territories'
> {
  readonly work: 'audio loop' | 'melody' | 'cover';
  readonly through?: string;
}

/**
 * A licensed melody passes its licence on to everything composed from it, over all generations. An audio
 * loop and a SoundFont do not: their licence covers the sound, and a motif has only notes.
 */
export function suppliedMaterials(materials: readonly UsedMaterial[] = []): SuppliedMaterial[] {
  const supplied = materials
    .filter(({ kind }) => kind !== 'sound-font')
    .flatMap(({ kind, from, inherits, ...material }): SuppliedMaterial[] => [
      ...(from === 'file' ? [{ ...material, work: workOf(kind) }] : []),
      ...inherits.map((each) => ({
        ...each,
        work: 'melody' as const,
        through: material.sha256,
      })),
    ]);
  // A file and a motif that derives from it are one melody.
  return supplied.filter(
    ({ sha256, through }, index) =>
      through === undefined ||
      !supplied.some(
        (each, at) => each.sha256 === sha256 && (each.through === undefined || at < index),
      ),
  );
}

const workOf = (kind: UsedMaterial['kind']): SuppliedMaterial['work'] =>
  kind === 'motif' ? 'melody' : kind === 'cover' ? 'cover' : 'audio loop';

/** The works that are heard: a cover changes neither the AI disclosure nor the credits of the music. */
export const musicalMaterials = (materials?: readonly UsedMaterial[]): SuppliedMaterial[] =>
  suppliedMaterials(materials).filter(({ work }) => work !== 'cover');

/** The territories of all works; undefined: worldwide, empty: none. */
export function licensedTerritories(materials: readonly SuppliedMaterial[]): string[] | undefined {
  const [first, ...others] = materials.flatMap(({ territories }) =>
    territories ? [territories] : [],
  );
  return first?.filter((territory) => others.every((each) => each.includes(territory)));
}

/** A sentence with the remedy if the release's territories exceed the licences, otherwise null. */
export function releaseLicenceIssue(
  used: readonly UsedMaterial[],
  { territories }: Pick<ReleaseTerms, 'territories'>,
): string | null {
  const materials = suppliedMaterials(used);
  const licensed = licensedTerritories(materials);
  if (!licensed) return null;
  const limits = materials.filter(
    (material) =>
      material.territories &&
      !(territories && territories.every((territory) => material.territories?.includes(territory))),
  );
  if (limits.length === 0) return null;
  const terms =
    `${limits.map(describeLimit).join(', ')}, and the release ` +
    `${territories ? `covers ${territories.join(', ')}` : 'names no territories'}`;
  return licensed.length === 0
    ? `${terms}: no territory is licensed for all materials; remove one`
    : `${terms}: set release.territories to ` +
        `${licensed.length === 1 ? '' : 'some of '}${licensed.join(', ')}`;
}

function describeLimit({
  sha256,
  work,
  licensor,
  territories = [],
  through,
}: SuppliedMaterial): string {
  const derived =
    through === undefined ? '' : `, from which the motif ${through.slice(0, 12)} derives,`;
  return (
    `the ${work} ` +
    `${sha256.slice(0, 12)}${licensor === undefined ? '' : ` of ${licensor}`}${derived} is ` +
    `licensed for ${territories.join(', ')}`
  );
}
