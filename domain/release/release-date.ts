import type { ReleaseTerms } from '@fermata/contracts/values';
import { localDate } from '../calendar/index.ts';

/** The date of a release that partners show: of its start, in the time zone of its terms, or else in UTC. */
export const releaseDate = (
  startedAt: string,
  { publishAt }: Pick<ReleaseTerms, 'publishAt'>,
): string => localDate(startedAt, publishAt?.timeZone ?? 'UTC');
