import type { ReleaseTerms } from '@fermata/contracts/values';

/** The year of the ℗ and © lines: of the release's date, unless that is past; without one, the present year in UTC. */
export const releaseYear = ({ publishAt }: Pick<ReleaseTerms, 'publishAt'>, now: number): number =>
  Math.max(
    new Date(now).getUTCFullYear(),
    publishAt === undefined ? 0 : Number(publishAt.localDateTime.slice(0, 4)),
  );
