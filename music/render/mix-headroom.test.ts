import { expect, test } from 'vitest';
import { recipeFor } from '../testing/built-engine.ts';
import { openBuiltEngine } from '../testing/open-built-engine.ts';

const { build, engine } = await openBuiltEngine();

// The loudest pieces of the loudest styles: their sums clipped before the stems had headroom.
test.each([
  ['latin', 8],
  ['chiptune', 1],
  ['lo-fi', 3],
] as const)('the stems of a loud %s piece sum to a mix that does not clip', async (style, seed) => {
  const recipe = recipeFor(build, { text: style, style, durationSeconds: 12, energy: 0.85, seed });
  const { score } = await engine.compose(recipe);
  const mix = await engine.mix(await engine.stems(recipe, score));
  expect(mix.stemSumDeviationDbfs).toBeLessThan(-90);
  expect(mix.figures.truePeakDbtp).toBeLessThan(-0.5);
});
