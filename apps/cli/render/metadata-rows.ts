import { artistLine, NO_LANGUAGE, type ReleaseMetadata } from '@fermata/contracts/values';

/** The metadata that shops show beside the title. */
export const metadataRows = ({
  artists,
  releaseTitle,
  label,
  pLine,
  cLine,
  genre,
  language,
  explicit,
  priceClass,
}: ReleaseMetadata): (readonly [string, string])[] => [
  ['artist', artistLine(artists)],
  ['release', `${releaseTitle}, ${label}, ${priceClass} price`],
  ['rights', `${pLine}, ${cLine}`],
  [
    'genre',
    `${genre}, ${language === NO_LANGUAGE ? 'no words' : language}${explicit ? ', explicit' : ''}`,
  ],
];
