import type { Key } from '@fermata/contracts/values';

/** The metadata written into delivered files. */
export interface Tags {
  readonly title: string;
  readonly artist: string;
  readonly recipeId: string;
  readonly comment: string;
  readonly isrc?: string;
  readonly tempoBpm?: number;
  readonly key?: Key;
  readonly album?: string;
  readonly label?: string;
  readonly pLine?: string;
  readonly cLine?: string;
  readonly genre?: string;
  /** BCP 47. */
  readonly language?: string;
  readonly year?: number;
  readonly explicit?: boolean;
}

/** The advisory of iTunes: 1 for explicit words, 0 for none. */
export const advisory = ({ explicit }: Tags): string | undefined =>
  explicit === undefined ? undefined : explicit ? '1' : '0';
