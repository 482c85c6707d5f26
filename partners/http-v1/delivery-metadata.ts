import type { ReleasedVersion } from '@fermata/contracts/values';

const MAX_TAGS = 30;
const MAX_TAG_LENGTH = 60;

/** The protocol allows no line breaks. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The metadata of a delivery. Tags beyond the protocol's limits are left out. */
export function deliveryMetadata(version: ReleasedVersion) {
  return {
    title: oneLine(version.title),
    artist: oneLine(version.artist),
    aiDisclosure: version.aiDisclosure,
    recipeId: version.recipeId,
    credits: version.credits.map(({ name, role }) => ({
      name: oneLine(name),
      role: oneLine(role),
    })),
    tags: version.tags
      .map(oneLine)
      .filter((tag) => tag.length > 0 && tag.length <= MAX_TAG_LENGTH)
      .slice(0, MAX_TAGS),
    ...(version.territories ? { territories: version.territories } : {}),
  };
}
