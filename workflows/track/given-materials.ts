import { ARTIST, type ReleasedVersion, type TrackWorkflowInput } from '@fermata/contracts';

/** What people gave in files; a motif from a version of ours was made here. */
const given = ({ materials = [] }: Pick<TrackWorkflowInput, 'materials'>) => materials.filter(({ kind, from }) => from === 'file' && kind !== 'sound-font');

/** How much of a track AI made: not all of what is heard, where a person's recording or melody is in it. */
export const disclosureOf = (input: Pick<TrackWorkflowInput, 'materials'>): 'all' | 'partly' => (given(input).length > 0 ? 'partly' : 'all');

/** Who made it, and who licensed what is heard in it. */
export function creditsOf(input: Pick<TrackWorkflowInput, 'materials'>): ReleasedVersion['credits'] {
  const licensors = [...new Set(given(input).flatMap(({ licensor }) => (licensor === undefined ? [] : [licensor])))];
  return [{ name: ARTIST, role: 'composer and performer (generative AI)' }, ...licensors.map((name) => ({ name, role: 'licensor of a recording' }))];
}
