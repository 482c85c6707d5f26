import { byteSize, dbtp, duration, lufs } from '@fermata/clients/words';
import { artistLine, isrcWithDashes } from '@fermata/contracts/values';
import { type Block, type Fact, facts, heading, part, table, text } from './block.ts';
import { approvals, policy } from './decision-sections.ts';
import type { Dossier, DossierRecording } from './dossier.ts';
import { placeOf } from './summary-sections.ts';

/** One recording: its recipe, and the people who have allowed it. */
export function recordingSections(dossier: Dossier, recording: DossierRecording): Block[] {
  const { track, version } = recording;
  return [
    part(`Recording ${placeOf(recording)}: ${version.title ?? track.title}`),
    facts(factsOf(recording)),
    ...origin(recording),
    ...policy(recording),
    ...approvals(dossier, recording),
  ];
}

function factsOf({ track, version }: DossierRecording): Fact[] {
  const { masterFigures: figures, metadata, isrc } = version;
  return [
    ['Track', `${track.trackId}, version ${version.version}`],
    ['ISRC', isrc === null ? 'none' : isrcWithDashes(isrc)],
    ...(metadata === null
      ? []
      : ([
          ['Artists', artistLine(metadata.artists)],
          ['Rights in the recording', metadata.pLine],
        ] as const)),
    ['Credits', version.credits.map(({ name, role }) => `${name} (${role})`).join(', ') || 'none'],
    ['AI disclosure', version.aiDisclosure ?? 'none recorded'],
    ['State of the track', `${track.stage}: ${track.now}`],
    ['Approved as (versionSha256)', version.versionSha256 ?? 'not recorded'],
    ['Requested by', track.requestedBy],
    ...(track.order === null
      ? []
      : [['Made for', `the order ${track.order.orderId} of ${track.order.partner}`] as const]),
    ...(figures === null
      ? []
      : [
          [
            'Audio',
            `${duration(figures.durationSeconds)}, ${lufs(figures.integratedLufs)}, ` +
              `true peak ${dbtp(figures.truePeakDbtp)}`,
          ] as const,
        ]),
  ];
}

function origin({ track, version, recipe }: DossierRecording): Block[] {
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
    table(
      [
        ['file', 0.28],
        ['size', 0.1],
        ['sha256', 0.62],
      ],
      version.assets.map(({ fileName, bytes, sha256 }) => [fileName, byteSize(bytes), sha256]),
    ),
  ];
}
