import type { Composition, MaterialBytes, Score } from '@fermata/contracts/values';

/**
 * Writes the notes: seeded theory rules today. Equal composition, seed and materials must give an
 * equal score.
 */
export interface Composer {
  readonly name: string;
  readonly version: string;
  compose(composition: Composition, seed: number, materials?: MaterialBytes): Score;
}
