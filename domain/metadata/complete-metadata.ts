import {
  artistLine,
  MetadataTerms,
  type ProjectProfile,
  type ReleaseMetadata,
  type RequestedMetadata,
  type Style,
} from '@fermata/contracts/values';
import { fillLine } from './fill-line.ts';

/** The genre of each style, unless the project sets another. */
const GENRES: Readonly<Record<Style, string>> = {
  'lo-fi': 'Lo-Fi',
  ambient: 'Ambient',
  synthwave: 'Synthwave',
  cinematic: 'Soundtrack',
  house: 'House',
  'jazz-trio': 'Jazz',
  'acoustic-folk': 'Folk',
  'drum-and-bass': 'Drum & Bass',
  techno: 'Techno',
  'hip-hop': 'Hip-Hop',
  chiptune: 'Chiptune',
  classical: 'Classical',
  pop: 'Pop',
  funk: 'Funk',
  rock: 'Rock',
  latin: 'Latin',
};

/** The request's metadata, completed by the project's profile. */
export function completeMetadata(
  requested: RequestedMetadata,
  profile: ProjectProfile,
): MetadataTerms {
  const { territories: _territories, isrc: _isrc, upc: _upc, ...defaults } = profile;
  return MetadataTerms.parse({
    ...defaults,
    ...requested,
    // A genre of the request counts for each style.
    ...(requested.genre === undefined ? {} : { genres: {} }),
  });
}

/** The metadata of a finished version. */
export function releaseMetadataOf(
  terms: MetadataTerms,
  { title, style, year }: { title: string; style: Style; year: number },
): ReleaseMetadata {
  const { artists, label, language, explicit, priceClass } = terms;
  const values = { year: String(year), label, artist: artistLine(artists) };
  return {
    ...{ artists, label, language, explicit, priceClass, year },
    pLine: fillLine(terms.pLine, values),
    cLine: fillLine(terms.cLine, values),
    genre: terms.genres[style] ?? terms.genre ?? GENRES[style],
    releaseTitle: terms.releaseTitle ?? title,
    ...(terms.cover === undefined ? {} : { cover: terms.cover }),
  };
}
