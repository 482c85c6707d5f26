import { duration } from '@fermata/clients/words';
import { artistLine, isrcWithDashes } from '@fermata/contracts/values';
import { type Block, type Fact, facts, heading, table, utc } from './block.ts';
import type { Dossier, DossierRecording } from './dossier.ts';

/** The release as shops show it, and its state. */
export function summary(dossier: Dossier): Block[] {
  const { release, content, recordings } = dossier;
  return [
    { kind: 'title', text: `Dossier of the release ${release.releaseId}` },
    facts([
      ['Title', release.title],
      ...metadataRows(dossier),
      ['UPC', release.upc ?? 'none'],
      ['Created by', `${release.createdBy}, ${utc(release.createdAt)} UTC`],
      ...(content === null ? [] : contentRows(dossier, content)),
      ['If a partner rejects it', release.onRejection],
      ['State', stateOf(release)],
      ['Released as (versionSha256)', release.versionSha256],
    ]),
    heading(recordings.length === 1 ? 'Its recording' : `Its ${recordings.length} recordings`),
    table(
      [
        ['no.', 0.07],
        ['title', 0.28],
        ['ISRC', 0.17],
        ['length', 0.12],
        ['track and version', 0.36],
      ],
      recordings.map(({ track, version, ...place }, index) => [
        placeOf(place),
        release.recordings[index]?.title ?? version.title ?? track.title,
        version.isrc === null ? 'none' : isrcWithDashes(version.isrc),
        duration(version.masterFigures?.durationSeconds ?? track.durationSeconds),
        `${track.trackId}, version ${version.version}`,
      ]),
    ),
  ];
}

/** Disc and number, such as 1-03. */
export const placeOf = ({ disc, number }: Pick<DossierRecording, 'disc' | 'number'>): string =>
  `${disc}-${String(number).padStart(2, '0')}`;

/** The current metadata and territories: of the last amendment, or those that were approved. */
function metadataRows({ release, content, recordings }: Dossier): Fact[] {
  const [amendment] = release.amendments;
  const metadata =
    amendment?.amended.metadata ?? content?.metadata ?? recordings[0]?.version.metadata;
  if (!metadata) return [];
  const { artists, label, pLine, cLine, genre, language, cover } = metadata;
  return [
    ['Metadata version', amendment === undefined ? '1, as approved' : amendedIn(amendment)],
    ['Artists', artistLine(artists)],
    ['Label', label],
    ['Rights', `${pLine}, ${cLine}`],
    ['Genre, language', `${genre}, ${language}`],
    ['Cover', coverText(cover, recordings)],
  ];
}

const amendedIn = ({ metadataVersion, requestedAt }: Dossier['release']['amendments'][number]) =>
  `${metadataVersion}, amended on ${utc(requestedAt)} UTC after the approval`;

function coverText(given: string | undefined, [first]: Dossier['recordings']): string {
  if (given !== undefined) return `given, sha256 ${given}`;
  const cover = first?.version.assets.find(({ kind }) => kind === 'cover');
  return cover === undefined ? 'none' : `of the first recording, sha256 ${cover.sha256}`;
}

function contentRows(
  { release: { amendments } }: Dossier,
  { contributors, terms }: NonNullable<Dossier['content']>,
): Fact[] {
  const [amendment] = amendments;
  const { territories } = amendment?.amended ?? terms;
  return [
    ...(contributors.length === 0
      ? []
      : [
          [
            'Contributors to the release',
            contributors.map(({ name, role }) => `${name} (${role})`).join(', '),
          ] as const,
        ]),
    ['Offered to', terms.partners.join(', ')],
    ['Territories', territories?.join(', ') ?? 'worldwide'],
  ];
}

function stateOf(release: Dossier['release']): string {
  const { outcome, detail, startedAt, endedAt, publishOn, publishesAt } = release;
  if (endedAt !== null)
    return `${outcome ?? 'ended'} since ${utc(endedAt)} UTC${detail === null ? '' : `: ${detail}`}`;
  if (startedAt !== null) return `waits for its partners since ${utc(startedAt)} UTC`;
  if (publishesAt !== null) return `waits for ${utc(publishesAt)} UTC`;
  return publishOn === 'request' ? 'waits for a request of a partner' : 'waits for its start';
}
