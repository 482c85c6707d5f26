import type { AssetRef, AudioFigures, Intent } from '@fermata/contracts';
import { fileTagsOf, Score } from '@fermata/contracts';
import { tagsFor, titleFor, type Engine } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { AssetKeeper } from '../asset-keeper.ts';
import type { EngineShelf } from '../engine-shelf.ts';
import type { VersionOf } from '../inference/create-inference-activities.ts';
import { withHeartbeat } from '../with-heartbeat.ts';

export interface AudioDeps {
  readonly catalogue: Catalogue;
  readonly keeper: AssetKeeper;
  readonly engines: EngineShelf;
}

export type RecipeOf = VersionOf & { readonly recipeId: string };

const FLAC = 'audio/flac';

/** Task queue `audio`: from the score to the finished files, in the engine that the recipe names. */
export function createAudioActivities({ catalogue, keeper, engines }: AudioDeps) {
  async function engineOf({ projectId, recipeId }: RecipeOf): Promise<{ recipe: NonNullable<Awaited<ReturnType<Catalogue['recipes']['find']>>>; engine: Engine }> {
    const recipe = await catalogue.recipes.find(projectId, recipeId);
    if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
    return { recipe, engine: await engines.open(recipe.engine.sha256) };
  }

  return {
    /** One stem for each part, with its own sends. */
    async renderStems(input: RecipeOf & { score: AssetRef }): Promise<{ stems: AssetRef[] }> {
      return withHeartbeat(async (watch) => {
        const { recipe, engine } = await engineOf(input);
        const score = Score.parse(await keeper.readJson(input.projectId, input.score));
        const made = await engine.stems(recipe, score, watch);
        const use = { ...input, step: 'stems', stepKey: 'stems', parents: [input.score.sha256] };
        const stems = await Promise.all(
          made.map((stem) => keeper.keep({ ...use, checks: stem.figures }, { kind: 'stem', mediaType: FLAC, bytes: stem.flac, part: stem.part })),
        );
        await keeper.charge(use, { cpuSeconds: watch.cpuSeconds(), audioSeconds: score.durationSeconds, assets: stems });
        return { stems };
      });
    },

    /** The sum of the stems; says how far the stored mix is from it, in dBFS. */
    async mixStems(input: RecipeOf & { stems: AssetRef[] }): Promise<{ mix: AssetRef; figures: AudioFigures; stemSumDeviationDbfs: number }> {
      return withHeartbeat(async (watch) => {
        const { engine } = await engineOf(input);
        const stems = await Promise.all(
          input.stems.map(async (ref) => {
            if (!ref.part) throw new Error(`stem ${ref.sha256} has no part`);
            return { part: ref.part, flac: await keeper.read(input.projectId, ref) };
          }),
        );
        const made = await engine.mix(stems, watch);
        const { figures, stemSumDeviationDbfs } = made;
        const use = { ...input, step: 'mix', stepKey: 'mix', parents: input.stems.map((stem) => stem.sha256), checks: { ...figures, stemSumDeviationDbfs } };
        const mix = await keeper.keep(use, { kind: 'mix', mediaType: FLAC, bytes: made.flac });
        await keeper.charge(use, { cpuSeconds: watch.cpuSeconds(), audioSeconds: figures.durationSeconds, assets: [mix] });
        return { mix, figures, stemSumDeviationDbfs };
      });
    },

    /** Brings the mix to the recipe's loudness under its true-peak ceiling. */
    async masterMix(input: RecipeOf & { mix: AssetRef }): Promise<{ master: AssetRef; figures: AudioFigures }> {
      return withHeartbeat(async (watch) => {
        const { recipe, engine } = await engineOf(input);
        const made = await engine.master(recipe, await keeper.read(input.projectId, input.mix), watch);
        const { figures } = made;
        const use = { ...input, step: 'master', stepKey: 'master', parents: [input.mix.sha256], checks: figures };
        const master = await keeper.keep(use, { kind: 'master', mediaType: FLAC, bytes: made.flac });
        await keeper.charge(use, { cpuSeconds: watch.cpuSeconds(), audioSeconds: figures.durationSeconds, assets: [master] });
        return { master, figures };
      });
    },

    /** Title, tags, waveform peaks, and the tagged files that people and partners get. */
    async enrichTrack(input: RecipeOf & { intent: Intent; title: string | null; aiDisclosure: 'all' | 'partly' | 'none'; master: AssetRef; figures: AudioFigures }): Promise<{ title: string; tags: string[]; files: AssetRef[] }> {
      return withHeartbeat(async (watch) => {
        const { recipe, engine } = await engineOf(input);
        const title = input.title ?? titleFor(input.intent, recipe.seed);
        const tags = tagsFor(input.intent, input.figures);
        const made = await engine.deliver(await keeper.read(input.projectId, input.master), fileTagsOf({ title, recipeId: input.recipeId, aiDisclosure: input.aiDisclosure }), watch);
        const use = { ...input, step: 'enrich', stepKey: 'enrich', parents: [input.master.sha256], checks: { title } };
        const files = await Promise.all([
          keeper.keep({ ...use, checks: { ...input.figures, title } }, { kind: 'delivery-flac', mediaType: FLAC, bytes: made.flac }),
          keeper.keep(use, { kind: 'delivery-mp3', mediaType: 'audio/mpeg', bytes: made.mp3 }),
          keeper.keep(use, { kind: 'peaks', mediaType: 'application/json', bytes: made.peaks }),
        ]);
        await keeper.charge(use, { cpuSeconds: watch.cpuSeconds(), audioSeconds: input.figures.durationSeconds, assets: files });
        return { title, tags, files };
      });
    },
  };
}

export type AudioActivities = ReturnType<typeof createAudioActivities>;
