import {
  artistLine,
  canonicalSha256,
  type FinishedVersion,
  MAX_CREDITS,
  type ProjectProfile,
  type ReleaseContent,
  type ReleasedVersion,
  type ReleaseMetadata,
  type RequestedMetadata,
} from '@fermata/contracts/values';
import { completeMetadata } from '../metadata/complete-metadata.ts';
import { fillLine } from '../metadata/fill-line.ts';

export interface ProductRecording {
  readonly trackId: string;
  readonly disc: number;
  readonly version: FinishedVersion;
}

/** Several approved versions as the product that partners get. Unless a cover is given, it is that of the first one. */
export function releaseProduct(
  {
    title,
    metadata,
    contributors,
    cover,
    terms: { territories },
  }: Pick<ReleaseContent, 'title' | 'metadata' | 'contributors' | 'cover' | 'terms'>,
  recordings: readonly ProductRecording[],
): ReleasedVersion {
  const versions = recordings.map(({ version }) => version);
  const ofRecordings = distinct(versions.flatMap((version) => version.credits));
  // The contributors of the release itself are in no recording, so none of them is cut off.
  const credits = distinct([
    ...ofRecordings.slice(0, MAX_CREDITS - contributors.length),
    ...contributors,
  ]);
  const disclosures = new Set(versions.map(({ aiDisclosure }) => aiDisclosure));
  const [disclosure = 'all', ...others] = disclosures;
  return {
    version: 1,
    versionSha256: canonicalSha256({
      ...{ title, metadata, contributors },
      recordings: recordings.map(({ trackId, disc, version: { versionSha256 } }) => ({
        ...{ trackId, disc, versionSha256 },
      })),
    }),
    title,
    durationSeconds: versions.reduce((sum, version) => sum + version.durationSeconds, 0),
    pcmSha256: canonicalSha256(versions.map(({ pcmSha256 }) => pcmSha256)),
    recipeId: canonicalSha256(versions.map(({ recipeId }) => recipeId)),
    aiDisclosure: others.length === 0 ? disclosure : 'partly',
    credits,
    metadata,
    tags: [...new Set(versions.flatMap(({ tags }) => tags))],
    ...(territories === undefined ? {} : { territories }),
    files: cover ? [cover] : (versions[0]?.files.filter(({ kind }) => kind === 'cover') ?? []),
    recordings: recordings.map(
      ({ trackId, disc, version: { territories: _own, ...version } }, index) => ({
        ...version,
        ...{ trackId, disc, number: numberOnDisc(recordings, index) },
      }),
    ),
  };
}

/** The number of the recording at an index, from 1 on each disc. */
export const numberOnDisc = (
  recordings: readonly Pick<ProductRecording, 'disc'>[],
  index: number,
): number =>
  recordings.slice(0, index + 1).filter(({ disc }) => disc === recordings[index]?.disc).length;

/** The metadata of the whole: requested, or the project's defaults, or what its recordings share. */
export function productMetadata(
  requested: RequestedMetadata,
  profile: ProjectProfile,
  { title, year, versions }: { title: string; year: number; versions: readonly FinishedVersion[] },
): ReleaseMetadata {
  const terms = completeMetadata(requested, profile);
  const { artists, label, priceClass } = terms;
  const values = { year: String(year), label, artist: artistLine(artists) };
  const [language, ...others] = new Set(versions.map(({ metadata }) => metadata.language));
  const shared = others.length === 0 ? language : undefined;
  return {
    ...{ artists, label, priceClass, year },
    pLine: fillLine(terms.pLine, values),
    cLine: fillLine(terms.cLine, values),
    genre: terms.genre ?? versions[0]?.metadata.genre ?? 'Electronic',
    language: requested.language ?? shared ?? terms.language,
    explicit: requested.explicit === true || versions.some(({ metadata }) => metadata.explicit),
    releaseTitle: title,
    ...(requested.cover === undefined ? {} : { cover: requested.cover }),
  };
}

function distinct<T extends { readonly name: string; readonly role: string }>(
  all: readonly T[],
): { name: string; role: string }[] {
  const found = new Map(all.map(({ name, role }) => [`${role}\n${name}`, { name, role }]));
  return [...found.values()];
}
