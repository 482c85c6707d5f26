import type { ReleasedVersion } from '@fermata/contracts/values';

/**
 * Whether a person has created the release of this product; otherwise its track has started it. The product of such a
 * release is that of its content (`releaseProduct`), by which the catalogue decides the same question.
 */
export const isCreatedByPerson = ({ recordings }: Pick<ReleasedVersion, 'recordings'>): boolean =>
  recordings !== undefined;
