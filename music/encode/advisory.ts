import type { FileTags } from '@fermata/contracts/values';

/** The advisory of iTunes: 1 for explicit words, 0 for none. */
export const advisory = ({ explicit }: FileTags): string | undefined =>
  explicit === undefined ? undefined : explicit ? '1' : '0';
