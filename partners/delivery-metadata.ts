import {
  artistLine,
  type FinishedVersion,
  type ReleasedRecording,
  type ReleasedVersion,
} from '@fermata/contracts/values';
import { nameRecordingFiles } from './name-files.ts';

const MAX_TAGS = 30;
const MAX_TAG_LENGTH = 60;

/** The protocols allow no line breaks. */
export const withoutLineBreaks = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The artists in one line, cut to the protocols' limit. */
const artistOf = ({ metadata }: FinishedVersion): string =>
  [...withoutLineBreaks(artistLine(metadata.artists))].slice(0, 200).join('');

const namesAndRoles = (
  people: readonly { readonly name: string; readonly role: string }[],
): { name: string; role: string }[] =>
  people.map(({ name, role }) => ({
    name: withoutLineBreaks(name),
    role: withoutLineBreaks(role),
  }));

/** The content of a reservation, apart from its release. */
export const reservationOf = (version: ReleasedVersion) => ({
  title: withoutLineBreaks(version.title),
  artist: artistOf(version),
  durationSeconds: version.durationSeconds,
  versionSha256: version.versionSha256,
  pcmSha256: version.pcmSha256,
  aiDisclosure: version.aiDisclosure,
  recipeId: version.recipeId,
});

/** The metadata of a delivery. Tags beyond the protocols' limits are left out. `releaseDate`: as 2027-03-01. */
export function deliveryMetadata(
  version: ReleasedVersion,
  { upc, releaseDate }: { readonly upc?: string | undefined; readonly releaseDate: string },
) {
  const { metadata, isrc } = version;
  const { pLine, cLine, year, label, genre, language, explicit, priceClass, releaseTitle } =
    metadata;
  return {
    title: withoutLineBreaks(version.title),
    artist: artistOf(version),
    artists: namesAndRoles(metadata.artists),
    aiDisclosure: version.aiDisclosure,
    recipeId: version.recipeId,
    credits: namesAndRoles(version.credits),
    ...{ releaseTitle, releaseDate, label, pLine, cLine, year },
    ...{ genre, language, explicit, priceClass },
    ...(isrc === undefined && upc === undefined
      ? {}
      : {
          identifiers: {
            ...(isrc === undefined ? {} : { isrc }),
            ...(upc === undefined ? {} : { upc }),
          },
        }),
    tags: tagsOf(version),
    ...(version.territories ? { territories: version.territories } : {}),
    ...(version.recordings ? { recordings: version.recordings.map(recordingMetadata) } : {}),
  };
}

/** One of several recordings of a release. `files`: the names of its audio. */
function recordingMetadata(recording: ReleasedRecording) {
  const { metadata, isrc, disc, number, durationSeconds, pcmSha256, recipeId } = recording;
  const { pLine, year, genre, language, explicit } = metadata;
  return {
    ...{ disc, number },
    title: withoutLineBreaks(recording.title),
    artist: artistOf(recording),
    artists: namesAndRoles(metadata.artists),
    credits: namesAndRoles(recording.credits),
    aiDisclosure: recording.aiDisclosure,
    ...{ durationSeconds, pcmSha256, recipeId, pLine, year, genre, language, explicit },
    ...(isrc === undefined ? {} : { isrc }),
    tags: tagsOf(recording),
    files: nameRecordingFiles(recording).map(({ name }) => name),
  };
}

const tagsOf = ({ tags }: FinishedVersion): string[] =>
  tags
    .map(withoutLineBreaks)
    .filter((tag) => tag.length > 0 && tag.length <= MAX_TAG_LENGTH)
    .slice(0, MAX_TAGS);
