import { expect, test } from 'vitest';
import { Brief, type Recipe } from '@fermata/contracts/values';
import { type ComposedPiece, planRecipes } from '@fermata/music';
import { openModels } from './model-registry.ts';
import { UnknownGeneratorError } from './unknown-generator-error.ts';

const models = openModels();
const sha256 = 'a'.repeat(64);

async function plan(): Promise<Recipe> {
  const intent = await models.interpreter.interpret(Brief.parse({ text: 'warm lo-fi', seed: 1 }));
  const [recipe] = planRecipes({
    intent,
    count: 1,
    engine: { version: '1', sha256 },
    model: models.identityFor({ sha256 }),
    trackSeed: 1,
    version: 1,
  });
  return recipe ?? expect.fail('no recipe');
}

function fakeEngine(digest: string) {
  const composed: Recipe[] = [];
  const piece = new Promise<ComposedPiece>(() => undefined);
  return {
    composed,
    sha256: digest,
    compose: (recipe: Recipe) => {
      composed.push(recipe);
      return piece;
    },
  };
}

test('a recipe is composed by the generator that it names', async () => {
  const recipe = await plan();
  const engine = fakeEngine(sha256);
  const generator = models.generatorOf(recipe, engine);
  void generator.compose(recipe);
  expect(engine.composed).toEqual([recipe]);
  expect(generator.identity).toEqual(recipe.model);
});

test('another engine or model is never substituted', async () => {
  const recipe = await plan();
  const foreign = { ...recipe, model: { ...recipe.model, sha256: 'b'.repeat(64) } };
  expect(() => models.generatorOf(recipe, fakeEngine('c'.repeat(64)))).toThrow(
    UnknownGeneratorError,
  );
  expect(() => models.generatorOf(foreign, fakeEngine(sha256))).toThrow('b'.repeat(64));
});

test('a note is understood as edits of the version', async () => {
  const recipe = await plan();
  const { edits } = await models.noteInterpreter.understand('slower', { recipe });
  expect(edits).toMatchObject([{ op: 'tempo' }]);
});
