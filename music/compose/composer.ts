import type { Composition, Score } from '@fermata/contracts/values';

/** Bytes that a recipe names, by sha256. */
export type Materials = Readonly<Record<string, Uint8Array>>;

/** Who writes the notes: today seeded rules of theory, later a model as well. The same composition, seed and materials give the same score. */
export interface Composer {
  readonly name: string;
  readonly version: string;
  compose(composition: Composition, seed: number, materials?: Materials): Score;
}
