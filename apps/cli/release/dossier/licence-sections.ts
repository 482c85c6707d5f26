import { shortHash } from '@fermata/clients/words';
import type { MaterialView } from '@fermata/contracts/http';
import { type Block, heading, table, text } from './block.ts';
import type { Dossier } from './dossier.ts';

export function licences({ materials }: Dossier): Block[] {
  if (materials.length === 0)
    return [
      heading('Materials and licences'),
      text('No material of a person was used: no motif, audio loop, SoundFont or cover.'),
    ];
  return [
    heading('Materials and licences'),
    table(
      [
        ['material', 0.24],
        ['licensor', 0.2],
        ['licence', 0.26],
        ['territories', 0.12],
        ['added by', 0.18],
      ],
      materials.flatMap(({ sha256, kind, licence, addedBy, inherits }) => [
        [`${kind} ${shortHash(sha256)}`, ...licenceCells(licence), addedBy],
        ...inherits.map((melody) => [
          `derives from ${shortHash(melody.sha256)}`,
          ...licenceCells(melody.licence),
          '',
        ]),
      ]),
    ),
  ];
}

const licenceCells = (licence: MaterialView['licence']): string[] => [
  licence?.licensor ?? 'undeclared',
  licence?.licence ?? 'undeclared',
  licence?.territories?.join(', ') ?? 'worldwide',
];
