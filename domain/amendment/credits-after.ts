import { type AmendableMetadata, type Contributor, MAX_CREDITS } from '@fermata/contracts/values';
import { isContributor } from '../metadata/is-contributor.ts';

type Credit = AmendableMetadata['credits'][number];
type Credited = { readonly credits: readonly Credit[] };

/** The credits with other contributors; undefined: these do not change. The credits of the AI and of licensors stay. */
export function creditsAfter(
  credits: readonly Credit[],
  contributors: readonly Contributor[] | undefined,
): Credit[] {
  if (contributors === undefined) return [...credits];
  const others = credits.filter((credit) => !isContributor(credit));
  // Contributors come after the generative AI and before the licensors.
  return [
    ...others.slice(0, 1),
    ...contributors.slice(0, Math.max(0, MAX_CREDITS - others.length)),
    ...others.slice(1),
  ];
}

/**
 * The contributors of a release after those of its recordings have changed: the ones that no recording names any more
 * are gone, those that none named before are added. Undefined: nothing changes.
 */
export function contributorsAfter(
  { credits }: Credited,
  before: readonly Credited[],
  after: readonly Credited[],
): Contributor[] | undefined {
  const [old, now] = [contributorsOf(before), contributorsOf(after)];
  const gone = [...old.keys()].filter((key) => !now.has(key));
  const added = [...now].filter(([key]) => !old.has(key));
  if (gone.length === 0 && added.length === 0) return undefined;
  const all = new Map([...contributorsOf([{ credits }]), ...added]);
  for (const key of gone) all.delete(key);
  return [...all.values()];
}

const contributorsOf = (all: readonly Credited[]): Map<string, Contributor> =>
  new Map(
    all
      .flatMap(({ credits }) => credits)
      .filter(isContributor)
      .map((contributor) => [`${contributor.role}\n${contributor.name}`, contributor]),
  );
