import type { Composition, Score } from '@fermata/contracts/values';

/** The files that a recipe names, by sha256. */
export type Materials = Readonly<Record<string, Uint8Array>>;

/**
 * Writes the notes: seeded theory rules today. Equal composition, seed and materials must give an
 * equal score.
 */
export interface Composer {
  readonly name: string;
  readonly version: string;
  compose(composition: Composition, seed: number, materials?: Materials): Score;
}
