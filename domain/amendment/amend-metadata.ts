import {
  ALL_TERRITORIES,
  type AmendableMetadata,
  type AmendmentChanges,
  artistLine,
  type Contributor,
  ContributorRole,
  type ReleasedVersion,
} from '@fermata/contracts/values';
import { fillLine } from '../metadata/fill-line.ts';

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
  { territories: _approved, ...version }: ReleasedVersion,
  amended: AmendableMetadata,
): ReleasedVersion {
  return { ...version, ...amended };
}

/**
 * The complete metadata after these changes. A release title that is the track's follows it. The ℗ and © lines change
 * only if they are named, as their owner may be another one than the label.
 */
export function amendMetadata(
  current: AmendableMetadata,
  changes: AmendmentChanges,
): AmendableMetadata {
  const { metadata } = current;
  const { title = current.title, artists = metadata.artists, label = metadata.label } = changes;
  const { genre = metadata.genre, language = metadata.language } = changes;
  const { explicit = metadata.explicit, priceClass = metadata.priceClass } = changes;
  const isNamedAfterTrack = metadata.releaseTitle === current.title;
  const { releaseTitle = isNamedAfterTrack ? title : metadata.releaseTitle } = changes;
  const values = { year: String(metadata.year), label, artist: artistLine(artists) };
  const territories = territoriesAfter(current, changes);
  return {
    title,
    credits: creditsAfter(current.credits, changes.contributors),
    metadata: {
      ...metadata,
      ...{ artists, label, genre, language, explicit, priceClass, releaseTitle },
      pLine: changes.pLine === undefined ? metadata.pLine : fillLine(changes.pLine, values),
      cLine: changes.cLine === undefined ? metadata.cLine : fillLine(changes.cLine, values),
    },
    ...(territories === undefined ? {} : { territories }),
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

type Credit = AmendableMetadata['credits'][number];

const isContributor = ({ role }: Credit): boolean =>
  ContributorRole.options.some((known) => known === role);

/** Contributors come after the generative AI and before the licensors, whose credits stay. */
function creditsAfter(
  credits: readonly Credit[],
  contributors: readonly Contributor[] | undefined,
): Credit[] {
  if (contributors === undefined) return [...credits];
  const others = credits.filter((credit) => !isContributor(credit));
  return [...others.slice(0, 1), ...contributors, ...others.slice(1)];
}
