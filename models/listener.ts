import type { Intent, Score } from '@fermata/contracts/values';
import type { Evaluation, SketchFigures } from '@fermata/music';

/** Scores how well a candidate matches its intent. */
export interface Listener {
  /**
   * What candidates of this intent are compared with, as plain JSON. It is part of the key under
   * which an evaluation is cached.
   */
  expectationsOf(intent: Intent): unknown;
  evaluate(intent: Intent, score: Score, sketch: SketchFigures): Promise<Evaluation>;
}
