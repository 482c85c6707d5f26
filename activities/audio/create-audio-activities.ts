import { fileTagsOf, Score, type Alternate, type AssetRef, type AudioFigures, type Intent, type PartName, type RateCard } from '@fermata/contracts';
import { tagsFor, titleFor } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { AssetKeeper, AssetUse } from '../asset-keeper.ts';
import type { EngineShelf } from '../engine-shelf.ts';
import type { VersionOf } from '../inference/create-inference-activities.ts';
import { runStep } from '../run-step.ts';
import { withHeartbeat, type Watch } from '../with-heartbeat.ts';
import { deliverStep, masterStep, mixStep, stemStep, type Production } from './steps.ts';

export interface AudioDeps {
  readonly catalogue: Catalogue;
  readonly keeper: AssetKeeper;
  readonly engines: EngineShelf;
  readonly rates: RateCard;
}

/** `alternate`: which cut of the version the recipe makes; absent for the full one. */
export type RecipeOf = VersionOf & { readonly recipeId: string; readonly alternate?: Alternate };

/** Task queue `audio`: from the score to the finished files, in the engine that the recipe names. */
export function createAudioActivities(deps: AudioDeps) {
  const { catalogue, keeper, engines } = deps;

  async function productionOf({ projectId, recipeId }: RecipeOf): Promise<Production> {
    const recipe = await catalogue.recipes.find(projectId, recipeId);
    if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
    return { projectId, recipeId, recipe, keeper, engine: await engines.open(recipe.engine.sha256) };
  }

  const useOf = ({ projectId, trackId, version, recipeId, alternate }: RecipeOf): AssetUse => ({ projectId, trackId, version, recipeId, ...(alternate === undefined ? {} : { alternate }) });

  return {
    /** One stem for each part, with its own sends. Each is a step of its own: what another track has is not made again. */
    async renderStems(input: RecipeOf & { score: AssetRef }): Promise<{ stems: AssetRef[] }> {
      return withHeartbeat(async (watch) => {
        const production = await productionOf(input);
        const score = Score.parse(await keeper.readJson(input.projectId, input.score));
        const rendered = await ofEachPart(score.parts.map(({ name }) => name), watch, (part, ofPart) => runStep(deps, useOf(input), stemStep(production, score, input.score, part), ofPart));
        return { stems: rendered.map(({ stem }) => stem) };
      });
    },

    /** The sum of the stems; says how far the stored mix is from it, in dBFS. */
    async mixStems(input: RecipeOf & { stems: AssetRef[] }): Promise<{ mix: AssetRef; figures: AudioFigures; stemSumDeviationDbfs: number }> {
      return withHeartbeat(async (watch) => runStep(deps, useOf(input), mixStep(await productionOf(input), input.stems), watch));
    },

    /** Brings the mix to the recipe's loudness under its true-peak ceiling. */
    async masterMix(input: RecipeOf & { mix: AssetRef }): Promise<{ master: AssetRef; figures: AudioFigures }> {
      return withHeartbeat(async (watch) => runStep(deps, useOf(input), masterStep(await productionOf(input), input.mix), watch));
    },

    /** Title, tags, waveform peaks, and the tagged files that people and partners get. */
    async enrichTrack(input: RecipeOf & { intent: Intent; title: string | null; aiDisclosure: 'all' | 'partly' | 'none'; master: AssetRef; figures: AudioFigures }): Promise<{ title: string; tags: string[]; files: AssetRef[] }> {
      return withHeartbeat(async (watch) => {
        const production = await productionOf(input);
        const title = input.title ?? titleFor(input.intent, production.recipe.seed);
        const tags = fileTagsOf({ title, recipeId: input.recipeId, aiDisclosure: input.aiDisclosure });
        const { flac, mp3, peaks } = await runStep(deps, useOf(input), deliverStep(production, input.master, input.figures, tags), watch);
        return { title, tags: tagsFor(input.intent, input.figures), files: [flac, mp3, peaks] };
      });
    },
  };
}

/** All parts at once, with one progress. When one part fails, the others need not go on; none is left behind. */
async function ofEachPart<T>(parts: readonly PartName[], watch: Watch, work: (part: PartName, watch: Watch) => Promise<T>): Promise<T[]> {
  const shares = parts.map(() => 0);
  const failure = new AbortController();
  const signal = AbortSignal.any([watch.signal, failure.signal]);
  const jobs = parts.map(async (part, i) => {
    const onProgress = (fraction: number, what: string): void => {
      shares[i] = fraction;
      watch.onProgress(shares.reduce((sum, share) => sum + share, 0) / shares.length, what);
    };
    const done = await work(part, { ...watch, signal, onProgress });
    onProgress(1, `has ${part}`);
    return done;
  });
  try {
    return await Promise.all(jobs);
  } catch (error) {
    failure.abort(error);
    await Promise.allSettled(jobs);
    throw error;
  }
}

export type AudioActivities = ReturnType<typeof createAudioActivities>;
