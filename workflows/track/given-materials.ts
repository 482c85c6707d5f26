import { ARTIST, type PolicyQuestion, type ReleasedVersion, type TrackWorkflowInput } from '@fermata/contracts';

/** What people gave in files; a motif from a version of ours was made here. */
const given = ({ materials = [] }: Pick<TrackWorkflowInput, 'materials'>) => materials.filter(({ kind, from }) => from === 'file' && kind !== 'sound-font');

/** How much of a track AI made: not all of what is heard, where a person's recording or melody is in it. */
export const disclosureOf = (input: Pick<TrackWorkflowInput, 'materials'>): 'all' | 'partly' => (given(input).length > 0 ? 'partly' : 'all');

/** Where all of them may be heard, as the policy wants to know it: nothing to ask where nobody named territories, so that a track from before asks what it always asked. */
export function territoriesOf({ materials, release }: Pick<TrackWorkflowInput, 'materials' | 'release'>): Pick<PolicyQuestion, 'licensedTerritories' | 'releaseTerritories'> {
  const [first, ...others] = given(materials ? { materials } : {}).flatMap(({ territories }) => (territories ? [territories] : []));
  if (!first) return {};
  return { licensedTerritories: first.filter((territory) => others.every((each) => each.includes(territory))), ...(release.territories ? { releaseTerritories: release.territories } : {}) };
}

/** Who made it, and who licensed what is heard in it. */
export function creditsOf(input: Pick<TrackWorkflowInput, 'materials'>): ReleasedVersion['credits'] {
  const licensors = [...new Set(given(input).flatMap(({ licensor }) => (licensor === undefined ? [] : [licensor])))];
  return [{ name: ARTIST, role: 'composer and performer (generative AI)' }, ...licensors.map((name) => ({ name, role: 'licensor of a recording' }))];
}
