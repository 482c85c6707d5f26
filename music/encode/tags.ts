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
}
