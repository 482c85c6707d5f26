import {
  type AiDisclosure,
  type Alternate,
  type AssetRef,
  type AudioFigures,
  type AudioReport,
  fileTagsOf,
  type Intent,
  type LocatedFault,
  type MadeAlternate,
  type RateCard,
  type Recipe,
  recipeIdOf,
  Score,
} from '@fermata/contracts';
import {
  alternateRecipe,
  judgeAudio,
  ofEachPart,
  shareOfProgress,
  tagsFor,
  titleFor,
} from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { AssetKeeper, AssetUse } from '../asset-keeper.ts';
import type { EngineShelf } from '../engine-shelf.ts';
import type { VersionOf } from '../inference/create-inference-activities.ts';
import { composeStep } from '../inference/steps.ts';
import { useMaterials } from '../materials.ts';
import { openProduction, type Production } from '../production.ts';
import { runStep } from '../run-step.ts';
import { type Watch, withHeartbeat } from '../with-heartbeat.ts';
import { foundIn, worstFirst } from './found-faults.ts';
import { deliverStep, masterStep, mixStep, stemStep } from './steps.ts';

export interface AudioDeps {
  readonly catalogue: Catalogue;
  readonly keeper: AssetKeeper;
  readonly engines: EngineShelf;
  readonly rates: RateCard;
}

/** `alternate`: which cut of the version the recipe makes; absent for the full one. */
export type RecipeOf = VersionOf & { readonly recipeId: string; readonly alternate?: Alternate };

/** `faults`: what the measurements found. Absent, with the report, of an engine from before there were reports. */
export interface Stems {
  readonly stems: AssetRef[];
  readonly faults?: LocatedFault[];
}
export interface Mixed {
  readonly mix: AssetRef;
  readonly figures: AudioFigures;
  readonly stemSumDeviationDbfs: number;
  readonly report?: AudioReport | undefined;
  readonly faults?: LocatedFault[];
}
export interface Mastered {
  readonly master: AssetRef;
  readonly figures: AudioFigures;
  readonly report?: AudioReport | undefined;
  readonly faults?: LocatedFault[];
}

/** Task queue `audio`: from the score to the finished files, in the engine that the recipe names. */
export function createAudioActivities(deps: AudioDeps) {
  const { catalogue, keeper } = deps;

  const useOf = ({ projectId, trackId, version, recipeId, alternate }: RecipeOf): AssetUse => ({
    projectId,
    trackId,
    version,
    recipeId,
    ...(alternate === undefined ? {} : { alternate }),
  });

  async function stemsOf(
    production: Production,
    use: AssetUse,
    from: AssetRef,
    watch: Watch,
  ): Promise<Stems> {
    const score = Score.parse(await keeper.readJson(use.projectId, from));
    const rendered = await ofEachPart(
      score.parts.map(({ name }) => name),
      watch,
      async (part, followed) => ({
        part,
        ...(await runStep(deps, use, stemStep(production, score, from, part), {
          ...watch,
          ...followed,
        })),
      }),
    );
    const judged = rendered.flatMap(({ part, report }) =>
      report
        ? [
            {
              where: `stem/${part}`,
              faults: judgeAudio(report, { kind: 'stem', ...expected(production.recipe) }),
            },
          ]
        : [],
    );
    return {
      stems: rendered.map(({ stem }) => stem),
      ...(judged.length > 0 ? { faults: foundIn(judged) } : {}),
    };
  }

  async function mixOf(
    production: Production,
    use: AssetUse,
    stems: readonly AssetRef[],
    watch: Watch,
  ): Promise<Mixed> {
    const made = await runStep(deps, use, mixStep(production, stems), watch);
    const { report, stemSumDeviationDbfs } = made;
    return {
      ...made,
      ...(report
        ? {
            faults: foundIn([
              {
                where: 'mix',
                faults: judgeAudio(report, {
                  kind: 'mix',
                  ...expected(production.recipe),
                  stemSumDeviationDbfs,
                }),
              },
            ]),
          }
        : {}),
    };
  }

  async function masterOf(
    production: Production,
    use: AssetUse,
    mix: AssetRef,
    watch: Watch,
  ): Promise<Mastered> {
    const made = await runStep(deps, use, masterStep(production, mix), watch);
    const { report } = made;
    return {
      ...made,
      ...(report
        ? {
            faults: foundIn([
              {
                where: 'master',
                faults: judgeAudio(report, {
                  kind: 'master',
                  ...expected(production.recipe),
                  goal: production.recipe.master,
                }),
              },
            ]),
          }
        : {}),
    };
  }

  return {
    /** One stem for each part, with its own sends. Each is a step of its own: what another track has is not made again. */
    async renderStems(input: RecipeOf & { score: AssetRef }): Promise<Stems> {
      return withHeartbeat(async (watch) =>
        stemsOf(await openProduction(deps, input), useOf(input), input.score, watch),
      );
    },

    /** The sum of the stems; says how far the stored mix is from it, in dBFS. */
    async mixStems(input: RecipeOf & { stems: AssetRef[] }): Promise<Mixed> {
      return withHeartbeat(async (watch) =>
        mixOf(await openProduction(deps, input), useOf(input), input.stems, watch),
      );
    },

    /** Brings the mix to the recipe's loudness under its true-peak ceiling. */
    async masterMix(input: RecipeOf & { mix: AssetRef }): Promise<Mastered> {
      return withHeartbeat(async (watch) =>
        masterOf(await openProduction(deps, input), useOf(input), input.mix, watch),
      );
    },

    /** Title, tags, waveform peaks, the tagged files that people and partners get, and a MIDI file of each part. */
    async enrichTrack(
      input: RecipeOf & {
        intent: Intent;
        title: string | null;
        aiDisclosure: AiDisclosure;
        master: AssetRef;
        figures: AudioFigures;
      },
    ): Promise<{ title: string; tags: string[]; files: AssetRef[] }> {
      return withHeartbeat(async (watch) => {
        const production = await openProduction(deps, input);
        const title = input.title ?? titleFor(input.intent, production.recipe.seed);
        const tags = fileTagsOf({
          title,
          recipeId: input.recipeId,
          aiDisclosure: input.aiDisclosure,
        });
        const delivered = await runStep(
          deps,
          useOf(input),
          deliverStep(production, input.master, input.figures, tags),
          watch,
        );
        // At hand since the candidate was composed.
        const { parts } = await runStep(deps, useOf(input), composeStep(production), watch);
        return {
          title,
          tags: tagsFor(input.intent, input.figures),
          files: [...delivered.files, ...parts],
        };
      });
    },

    /** Another cut of a finished version, by a recipe of its own that follows from the version's. Null where that recipe is the version's own: there is no such other cut. */
    async makeAlternate(
      input: RecipeOf & { alternate: Alternate; title: string; aiDisclosure: AiDisclosure },
    ): Promise<(MadeAlternate & { faults: LocatedFault[] }) | null> {
      return withHeartbeat(async (watch) => {
        const { projectId, alternate, title, aiDisclosure } = input;
        const whole = await openProduction(deps, input);
        const recipe = alternateRecipe(whole.recipe, alternate);
        const recipeId = recipeIdOf(recipe);
        if (recipeId === input.recipeId) return null;
        await catalogue.recipes.save(projectId, recipe);
        const [production, use] = [{ ...whole, recipe, recipeId }, useOf({ ...input, recipeId })];
        await useMaterials(deps, use, recipe);
        const { score } = await runStep(
          deps,
          use,
          composeStep(production),
          shareOfProgress(watch, 0, 0.05),
        );
        const rendered = await stemsOf(production, use, score, shareOfProgress(watch, 0.05, 0.6));
        const mixed = await mixOf(
          production,
          use,
          rendered.stems,
          shareOfProgress(watch, 0.6, 0.7),
        );
        const mastered = await masterOf(
          production,
          use,
          mixed.mix,
          shareOfProgress(watch, 0.7, 0.85),
        );
        const { files } = await runStep(
          deps,
          use,
          deliverStep(
            production,
            mastered.master,
            mastered.figures,
            fileTagsOf({ title, recipeId, aiDisclosure }),
          ),
          shareOfProgress(watch, 0.85, 1),
        );
        const faults = [rendered, mixed, mastered].flatMap(({ faults: found = [] }) =>
          found.map((fault) => ({ ...fault, where: `${alternate}/${fault.where}` })),
        );
        return {
          alternate,
          recipeId,
          figures: mastered.figures,
          files: [mastered.master, ...files].map((ref) => ({ ...ref, alternate })),
          faults: worstFirst(faults).slice(0, MOST_ALTERNATE_FAULTS),
        };
      });
    },
  };
}

const MOST_ALTERNATE_FAULTS = 6;

const expected = ({
  composition: { durationSeconds, style },
}: Recipe): { durationSeconds: number; style: Recipe['composition']['style'] } => ({
  durationSeconds,
  style,
});

export type AudioActivities = ReturnType<typeof createAudioActivities>;
