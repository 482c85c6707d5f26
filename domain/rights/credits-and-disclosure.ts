import type { TrackWorkflowInput } from '@fermata/contracts/temporal';
import { ARTIST, type PolicyQuestion, type ReleasedVersion } from '@fermata/contracts/values';
import { licensedTerritories, suppliedMaterials } from './material-rights.ts';

/** How much of a track AI made: not all of what is heard, where a person's recording or melody is in it. */
export const aiDisclosureOf = ({
  materials,
}: Pick<TrackWorkflowInput, 'materials'>): 'all' | 'partly' =>
  suppliedMaterials(materials).length > 0 ? 'partly' : 'all';

/** Where all of them may be heard, as the policy wants to know it: nothing to ask where nobody named territories, so that a track from before asks what it always asked. */
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

/** Who made it, and who licensed what is heard in it. */
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
