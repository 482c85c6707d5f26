import type { TrackWorkflowInput } from '@fermata/contracts/temporal';
import { ARTIST, type PolicyQuestion, type ReleasedVersion } from '@fermata/contracts/values';
import { licensedTerritories, suppliedMaterials } from './material-rights.ts';

/** The AI disclosure: `partly` if a person's recording or melody is in the track. */
export const aiDisclosureOf = ({
  materials,
}: Pick<TrackWorkflowInput, 'materials'>): 'all' | 'partly' =>
  suppliedMaterials(materials).length > 0 ? 'partly' : 'all';

/** The territories of all materials, for the policy; absent if no licence names any. */
export function policyTerritories({
  materials,
  release,
}: Pick<TrackWorkflowInput, 'materials' | 'release'>): Pick<
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

/** The credits: the creators, and the licensors of the materials. */
export function creditsOf({
  materials,
}: Pick<TrackWorkflowInput, 'materials'>): ReleasedVersion['credits'] {
  const licensors = suppliedMaterials(materials).flatMap(({ licensor, work }) =>
    licensor === undefined ? [] : [{ name: licensor, role: `licensor of a ${work}` }],
  );
  const once = licensors.filter(
    ({ name, role }, index) =>
      licensors.findIndex((each) => each.name === name && each.role === role) === index,
  );
  return [{ name: ARTIST, role: 'composer and performer (generative AI)' }, ...once];
}
