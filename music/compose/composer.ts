import type { Composition, Score } from '@fermata/contracts';

/** Who writes the notes: today seeded rules of theory, later a model as well. The same composition and seed give the same score. */
export interface Composer {
  readonly name: string;
  readonly version: string;
  compose(composition: Composition, seed: number): Score;
}
