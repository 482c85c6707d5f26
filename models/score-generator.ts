import type { Recipe } from '@fermata/contracts/values';
import type { ComposedPiece, MakeOptions } from '@fermata/music';

/** Composes scores. The same composition, seed and materials give the same score. */
export interface ScoreGenerator {
  /** The generator's identity, which recipes record. */
  readonly identity: Recipe['model'];
  /** Reads the recipe's composition and seed; `options.materials` are the bytes that it names. */
  compose(recipe: Recipe, options?: MakeOptions): Promise<ComposedPiece>;
}
