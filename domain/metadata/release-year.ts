import type { ReleaseTerms } from '@fermata/contracts/values';

/** The year of the ℗ and © lines: that of the release's date, or this year (UTC) without a date or after it. */
export const releaseYear = ({ publishAt }: Pick<ReleaseTerms, 'publishAt'>, now: number): number =>
  Math.max(
    new Date(now).getUTCFullYear(),
    publishAt === undefined ? 0 : Number(publishAt.localDateTime.slice(0, 4)),
  );
