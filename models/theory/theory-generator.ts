import type { Recipe } from '@fermata/contracts/values';
import { type Engine, theoryModelOf } from '@fermata/music';
import type { ScoreGenerator } from '../score-generator.ts';

/** The composer inside an engine build. `identity`: as a recipe of this build records it. */
export const theoryGenerator = (
  engine: Pick<Engine, 'compose' | 'sha256'>,
  identity: Recipe['model'] = theoryModelOf(engine),
): ScoreGenerator => ({
  identity,
  compose: (recipe, options) => engine.compose(recipe, options),
});
