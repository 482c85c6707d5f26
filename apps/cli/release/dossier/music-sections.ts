import { byteSize, dbtp, duration, lufs, shortHash } from '@fermata/clients/words';
import { artistLine, isrcWithDashes } from '@fermata/contracts/values';
import { type Block, facts, heading, text } from './block.ts';
import type { Dossier } from './dossier.ts';

export function summary({ release, track, version }: Dossier): Block[] {
  const { masterFigures: figures } = version;
  return [
    { kind: 'title', text: `Dossier of the release ${release.releaseId}` },
    facts([
      ['Title', version.title ?? track.title],
      ...metadataRows(version),
      ['ISRC', version.isrc === null ? 'none' : isrcWithDashes(version.isrc)],
      ['UPC', track.upc ?? 'none'],
      ['Track', `${track.trackId}, version ${version.version}`],
      ['State of the track', `${track.stage}: ${track.now}`],
      ['AI disclosure', version.aiDisclosure ?? 'none recorded'],
      ['Approved as (versionSha256)', version.versionSha256 ?? 'not recorded'],
      ['Requested by', track.requestedBy],
      ...(figures
        ? ([
            [
              'Audio',
              `${duration(figures.durationSeconds)}, ${lufs(figures.integratedLufs)}, ` +
                `true peak ${dbtp(figures.truePeakDbtp)}`,
            ],
          ] as const)
        : []),
    ]),
  ];
}

/** As the shops show it. */
function metadataRows({ metadata }: Dossier['version']): (readonly [string, string])[] {
  if (metadata === null) return [];
  const { artists, label, pLine, cLine, genre, language } = metadata;
  return [
    ['Artists', artistLine(artists)],
    ['Label', label],
    ['Rights', `${pLine}, ${cLine}`],
    ['Genre, language', `${genre}, ${language}`],
  ];
}

export function origin({ track, version, recipe }: Dossier): Block[] {
  const { composition, model, engine, seed } = recipe;
  return [
    heading('How it was made'),
    text(`The brief: “${track.brief.text}”`),
    facts([
      ['Recipe', version.recipeId ?? 'not recorded'],
      ['Generator', `${model.name} ${model.version}, licence ${model.licence}`],
      ['Engine', `${engine.version}, sha256 ${engine.sha256}`],
      ['Seed', String(seed)],
      [
        'Composition',
        `${composition.style}, ${composition.mood}, ${composition.tempoBpm} beats a minute, ` +
          `${composition.key.tonic} ${composition.key.mode}`,
      ],
      ['Made again by', `fermata track prove ${track.trackId}`],
    ]),
    {
      kind: 'table',
      columns: [
        { title: 'file', share: 0.28 },
        { title: 'size', share: 0.1 },
        { title: 'sha256', share: 0.62 },
      ],
      rows: version.assets.map(({ fileName, bytes, sha256 }) => [
        fileName,
        byteSize(bytes),
        sha256,
      ]),
    },
  ];
}

export function licences({ materials }: Dossier): Block[] {
  if (materials.length === 0)
    return [
      heading('Materials and licences'),
      text('No material of a person was used: no motif, recording, SoundFont or cover.'),
    ];
  return [
    heading('Materials and licences'),
    {
      kind: 'table',
      columns: [
        { title: 'material', share: 0.24 },
        { title: 'licensor', share: 0.2 },
        { title: 'licence', share: 0.26 },
        { title: 'territories', share: 0.12 },
        { title: 'added by', share: 0.18 },
      ],
      rows: materials.flatMap(({ sha256, kind, licence, addedBy, inherits }) => [
        [
          `${kind} ${shortHash(sha256)}`,
          licence?.licensor ?? 'undeclared',
          licence?.licence ?? 'undeclared',
          licence?.territories?.join(', ') ?? 'worldwide',
          addedBy,
        ],
        ...inherits.map((melody) => [
          `derives from ${shortHash(melody.sha256)}`,
          melody.licence?.licensor ?? 'undeclared',
          melody.licence?.licence ?? 'undeclared',
          melody.licence?.territories?.join(', ') ?? 'worldwide',
          '',
        ]),
      ]),
    },
  ];
}
