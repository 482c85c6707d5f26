import { availableParallelism } from 'node:os';
import { Brief, recipeIdOf, type Score } from '@fermata/contracts/values';
import {
  currentEngine,
  engineSteps,
  interpretBrief,
  openEngine,
  planRecipes,
  theoryModelOf,
  walkProductionLine,
} from '@fermata/music';

/**
 * The lower bound: the same engine and steps in one process and in memory. Wall seconds by step.
 */
export async function bareTrack(
  input: unknown,
  candidates: number,
): Promise<Record<'candidates' | 'stems' | 'mix' | 'master' | 'deliver', number>> {
  const brief = Brief.parse(input);
  const build = await currentEngine();
  const engine = await openEngine({ ...build, processes: availableParallelism() });
  try {
    const intent = interpretBrief(brief);
    const recipes = planRecipes({
      intent,
      count: candidates,
      engine: build,
      model: theoryModelOf(build),
      trackSeed: brief.seed ?? 0,
      version: 1,
    });
    const [recipe] = recipes;
    if (!recipe) throw new RangeError('a track has at least one candidate');
    // Start the processes and compile the wasm first, as in a worker that has been running.
    await engine.compose(recipe);
    const wall = { candidates: 0, stems: 0, mix: 0, master: 0, deliver: 0 };
    const timed =
      <A extends unknown[], T>(step: keyof typeof wall, work: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        const start = performance.now();
        const value = await work(...args);
        wall[step] = (performance.now() - start) / 1000;
        return value;
      };
    const composeCandidates = async (): Promise<{ score: Score }> => {
      const pieces = await Promise.all(
        recipes.map(async (each) => {
          const composed = await engine.compose(each);
          await engine.sketch(each, composed.score);
          return composed;
        }),
      );
      const [first] = pieces;
      if (!first) throw new RangeError('no score was composed');
      return first;
    };
    const tags = {
      title: 'Bench',
      artist: 'Fermata',
      recipeId: recipeIdOf(recipe),
      comment: 'Made entirely by generative AI.',
    };
    const steps = engineSteps(engine, recipe, tags, { cover: 'drawn' });
    await walkProductionLine(
      {
        compose: timed('candidates', composeCandidates),
        stems: timed('stems', steps.stems),
        mix: timed('mix', steps.mix),
        master: timed('master', steps.master),
        deliver: timed('deliver', steps.deliver),
      },
      {},
    );
    return wall;
  } finally {
    await engine.close();
  }
}
