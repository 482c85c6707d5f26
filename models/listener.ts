import type { RatedIntent, Score, SketchFigures } from '@fermata/contracts/values';
import type { Evaluation } from '@fermata/music';

/** Rates how well a candidate matches its intent. */
export interface Listener {
  /**
   * The targets that candidates of this intent are compared with, as plain JSON. They are part of
   * the cache key of an evaluation.
   */
  expectationsOf(intent: RatedIntent): unknown;
  evaluate(intent: RatedIntent, score: Score, sketch: SketchFigures): Promise<Evaluation>;
}
