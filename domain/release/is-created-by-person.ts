import type { ReleasedVersion } from '@fermata/contracts/values';

/** Whether a person has created the release of this product. Otherwise its track has started it. */
export const isCreatedByPerson = ({ recordings }: Pick<ReleasedVersion, 'recordings'>): boolean =>
  recordings !== undefined;
