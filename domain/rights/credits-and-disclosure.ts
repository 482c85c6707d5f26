import type {
  MetadataTerms,
  PolicyQuestion,
  ReleasedVersion,
  ReleaseTerms,
  UsedMaterial,
} from '@fermata/contracts/values';
import { licensedTerritories, musicalMaterials, suppliedMaterials } from './material-rights.ts';

/** The part of a track's request that its rights depend on. */
interface RightsFacts {
  readonly materials?: readonly UsedMaterial[] | undefined;
  readonly release: Pick<ReleaseTerms, 'territories'>;
  readonly metadata: Pick<MetadataTerms, 'contributors'>;
}

/** The credit of the models that compose and perform; the artist is the project's choice. */
const GENERATIVE_AI = { name: 'Fermata', role: 'composer and performer (generative AI)' };

/** The AI disclosure: `partly` if a person's audio loop or melody is in the track. */
export const aiDisclosureOf = ({ materials }: Pick<RightsFacts, 'materials'>): 'all' | 'partly' =>
  musicalMaterials(materials).length > 0 ? 'partly' : 'all';

/** The territories of all materials, for the policy; absent if no licence names any. */
export function policyTerritories({
  materials,
  release,
}: Pick<RightsFacts, 'materials' | 'release'>): Pick<
  PolicyQuestion,
  'licensedTerritories' | 'releaseTerritories'
> {
  const licensed = licensedTerritories(suppliedMaterials(materials));
  return licensed
    ? {
        licensedTerritories: licensed,
        ...(release.territories ? { releaseTerritories: release.territories } : {}),
      }
    : {};
}

/** The credits: the generative AI, the contributors, and the licensors of the materials. */
export function creditsOf({
  materials,
  metadata,
}: Pick<RightsFacts, 'materials' | 'metadata'>): ReleasedVersion['credits'] {
  const licensors = musicalMaterials(materials).flatMap(({ licensor, work }) =>
    licensor === undefined
      ? []
      : [{ name: licensor, role: `licensor of ${work === 'melody' ? 'a' : 'an'} ${work}` }],
  );
  const once = licensors.filter(
    ({ name, role }, index) =>
      licensors.findIndex((each) => each.name === name && each.role === role) === index,
  );
  return [GENERATIVE_AI, ...metadata.contributors, ...once];
}
