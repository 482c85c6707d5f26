import {
  ALL_TERRITORIES,
  type AmendableMetadata,
  type AmendmentChanges,
  artistLine,
  type ReleasedRecording,
  type ReleasedVersion,
} from '@fermata/contracts/values';
import { fillLine } from '../metadata/fill-line.ts';
import { amendRecordings, shownRecordings } from './amend-recordings.ts';
import { contributorsAfter, creditsAfter } from './credits-after.ts';

/** The metadata of a version as it was approved: the first one of its release. */
export const approvedMetadata = ({
  title,
  credits,
  metadata,
  territories,
}: ReleasedVersion): AmendableMetadata => ({
  ...{ title, credits, metadata },
  ...(territories === undefined ? {} : { territories }),
});

/** The version as partners get it after an amendment. Audio, codes and hashes stay the approved ones. */
export function amendedVersion(
  { territories: _approved, recordings, ...version }: ReleasedVersion,
  { recordings: amended, ...whole }: AmendableMetadata,
): ReleasedVersion {
  return {
    ...version,
    ...whole,
    ...(recordings === undefined
      ? {}
      : { recordings: shownRecordings(recordings, { recordings: amended }) }),
  };
}

/**
 * The complete metadata after these changes. A release title that is the track's follows it. The ℗ and © lines
 * change only if they are named, as their owner may be another one than the label. With an explicit recording the
 * release is explicit, and it credits the contributors of its recordings. `approved`: the recordings of a release of
 * several.
 */
export function amendMetadata(
  current: AmendableMetadata,
  changes: AmendmentChanges,
  approved: readonly ReleasedRecording[] = [],
): AmendableMetadata {
  const { metadata } = current;
  const { title = current.title, artists = metadata.artists, label = metadata.label } = changes;
  const { genre = metadata.genre, language = metadata.language } = changes;
  const { priceClass = metadata.priceClass } = changes;
  const becomesExplicit = changes.recordings?.some((recording) => recording.explicit === true);
  const { explicit = metadata.explicit || becomesExplicit === true } = changes;
  const isNamedAfterTrack = metadata.releaseTitle === current.title;
  const { releaseTitle = isNamedAfterTrack ? title : metadata.releaseTitle } = changes;
  const values = { year: String(metadata.year), label, artist: artistLine(artists) };
  const territories = territoriesAfter(current, changes);
  const shown = shownRecordings(approved, current);
  const recordings = amendRecordings(shown, current, changes);
  const contributors =
    changes.contributors ??
    contributorsAfter(current, shown, shownRecordings(shown, { recordings }));
  return {
    title,
    credits: creditsAfter(current.credits, contributors),
    metadata: {
      ...metadata,
      ...{ artists, label, genre, language, explicit, priceClass, releaseTitle },
      pLine: changes.pLine === undefined ? metadata.pLine : fillLine(changes.pLine, values),
      cLine: changes.cLine === undefined ? metadata.cLine : fillLine(changes.cLine, values),
    },
    ...(territories === undefined ? {} : { territories }),
    ...(recordings.length === 0 ? {} : { recordings }),
  };
}

/** May be empty. Undefined: worldwide. */
function territoriesAfter(
  current: AmendableMetadata,
  { territories = current.territories, withoutTerritories }: AmendmentChanges,
): string[] | undefined {
  if (withoutTerritories === undefined) return territories;
  return (territories ?? ALL_TERRITORIES).filter((code) => !withoutTerritories.includes(code));
}
