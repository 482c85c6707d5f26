import { duration, shortHash } from '@fermata/clients/words';
import type { Recipe } from '@fermata/contracts/values';
import type { Proof, ProofLevel } from '@fermata/music';
import { table } from '../../render/table.ts';

const LEVEL_LABELS: Record<ProofLevel, string> = {
  reproduced: 'Reproduced: the recipe gives every byte again',
  're-rendered':
    'Re-rendered: the recorded score gives every byte again; its composer is not part of the engine',
  attested: 'Attested: only the recorded hashes are known; it cannot be made again here',
  differs: 'Not proved',
};

/** The result of a proof, for a person: a line for each artefact, and the level. */
export function proofText(
  { artefacts, level }: Proof,
  { engine }: Recipe,
  seconds: number,
): string {
  const differing = artefacts.filter((artefact) => artefact.level === 'differs').length;
  const by = `by engine ${engine.version} (${shortHash(engine.sha256)})`;
  return [
    table(
      [{ title: 'artefact' }, { title: 'recorded' }, { title: 'made again' }, { title: '' }],
      artefacts.map(({ name, expected, got, level: artefactLevel }) => [
        name,
        shortHash(expected),
        got === null ? 'not made' : shortHash(got),
        artefactLevel === 'differs' ? 'DIFFERS' : artefactLevel,
      ]),
    ),
    level === 'differs'
      ? `${LEVEL_LABELS[level]}: ${differing} of ${artefacts.length} artefacts differ, ${by}.`
      : `${LEVEL_LABELS[level]}: ${artefacts.length} artefacts, ${by} in ${duration(seconds)}.`,
  ].join('\n\n');
}
