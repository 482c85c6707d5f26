import { availableParallelism } from 'node:os';
import { Brief, fileTagsOf, recipeIdOf } from '@fermata/contracts/values';
import {
  currentEngine,
  deliveryOptionsOf,
  interpretBrief,
  openEngine,
  planRecipes,
} from '@fermata/music';

export interface TimedStep {
  readonly wall: number;
}

/** The floor: the same engine and the same calls in one process, in memory. Seconds of wall time by step. */
export async function bareTrack(
  input: unknown,
  candidates: number,
): Promise<Record<'candidates' | 'stems' | 'mix' | 'master' | 'deliver', TimedStep>> {
  const brief = Brief.parse(input);
  const { version, sha256, bytes } = await currentEngine();
  const engine = await openEngine({ bytes, sha256, threads: availableParallelism() });
  try {
    const intent = interpretBrief(brief);
    const recipes = planRecipes({
      intent,
      count: candidates,
      engine: { version, sha256 },
      trackSeed: brief.seed ?? 0,
      version: 1,
    });
    const [recipe] = recipes;
    if (!recipe) throw new RangeError('a track has at least one candidate');
    // Threads start and wasm is compiled before anything is timed, as in a worker that has been running.
    await engine.compose(recipe);
    const pieces = await timed(() =>
      Promise.all(
        recipes.map(async (each) => {
          const composed = await engine.compose(each);
          await engine.sketch(each, composed.score);
          return composed;
        }),
      ),
    );
    const score = pieces.value[0]?.score;
    if (!score) throw new RangeError('nothing was composed');
    const stems = await timed(() => engine.stems(recipe, score));
    const mix = await timed(() => engine.mix(stems.value));
    const master = await timed(() => engine.master(recipe, mix.value.flac));
    const deliver = await timed(() =>
      engine.deliver(
        master.value.flac,
        fileTagsOf({ title: 'Bench', recipeId: recipeIdOf(recipe), aiDisclosure: 'all' }),
        deliveryOptionsOf(recipe),
      ),
    );
    return { candidates: pieces, stems, mix, master, deliver };
  } finally {
    await engine.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ wall: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { wall: (performance.now() - start) / 1000, value };
}
