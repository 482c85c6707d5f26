import {
  type AiDisclosure,
  type Alternate,
  type AssetRef,
  type AudioFigures,
  type AudioReport,
  fileTagsOf,
  type Intent,
  type LocatedFinding,
  type MadeAlternate,
  type Recipe,
  recipeIdOf,
  Score,
} from '@fermata/contracts/values';
import type { RateCard } from '@fermata/domain/cost';
import {
  alternateRecipe,
  judgeAudio,
  mapParts,
  scaleProgress,
  tagsFor,
  titleFor,
} from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { EngineRegistry } from '../caches/engine-registry.ts';
import type { AssetLinker } from '../steps/asset-linker.ts';
import { deliverStep, masterStep, mixStep, stemStep } from '../steps/audio-steps.ts';
import { composeStep } from '../steps/inference-steps.ts';
import { openProduction, type Production } from '../steps/production.ts';
import { linkMaterials } from '../steps/recipe-materials.ts';
import { runStep } from '../steps/run-step.ts';
import type { RecipeRef } from '../steps/version-ref.ts';
import { withHeartbeat, type WorkContext } from '../steps/with-heartbeat.ts';
import { hardFirst, locateFindings } from './locate-findings.ts';

export interface AudioDeps {
  readonly catalogue: Catalogue;
  readonly linker: AssetLinker;
  readonly engines: EngineRegistry;
  readonly rates: RateCard;
}

/** `findings`: what the measurements found. Absent, with the report, of an engine from before there were reports. */
export interface Stems {
  readonly stems: AssetRef[];
  readonly findings?: LocatedFinding[];
}
export interface Mixed {
  readonly mix: AssetRef;
  readonly figures: AudioFigures;
  readonly stemSumDeviationDbfs: number;
  readonly report?: AudioReport | undefined;
  readonly findings?: LocatedFinding[];
}
export interface Mastered {
  readonly master: AssetRef;
  readonly figures: AudioFigures;
  readonly report?: AudioReport | undefined;
  readonly findings?: LocatedFinding[];
}

/** Task queue `audio`: from the score to the finished files, in the engine that the recipe names. */
export function createAudioActivities(deps: AudioDeps) {
  const { catalogue, linker } = deps;

  async function runStemSteps(
    production: Production,
    use: RecipeRef,
    from: AssetRef,
    watch: WorkContext,
  ): Promise<Stems> {
    const score = Score.parse(await linker.readJson(use.projectId, from));
    const rendered = await mapParts(
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
    const findings = rendered.flatMap(({ part, report }) =>
      report
        ? [
            {
              where: `stem/${part}`,
              findings: judgeAudio(report, { kind: 'stem', ...expectedAudio(production.recipe) }),
            },
          ]
        : [],
    );
    return {
      stems: rendered.map(({ stem }) => stem),
      ...(findings.length > 0 ? { findings: locateFindings(findings) } : {}),
    };
  }

  async function runMixStep(
    production: Production,
    use: RecipeRef,
    stems: readonly AssetRef[],
    watch: WorkContext,
  ): Promise<Mixed> {
    const result = await runStep(deps, use, mixStep(production, stems), watch);
    const { report, stemSumDeviationDbfs } = result;
    return {
      ...result,
      ...(report
        ? {
            findings: locateFindings([
              {
                where: 'mix',
                findings: judgeAudio(report, {
                  kind: 'mix',
                  ...expectedAudio(production.recipe),
                  stemSumDeviationDbfs,
                }),
              },
            ]),
          }
        : {}),
    };
  }

  async function runMasterStep(
    production: Production,
    use: RecipeRef,
    mix: AssetRef,
    watch: WorkContext,
  ): Promise<Mastered> {
    const result = await runStep(deps, use, masterStep(production, mix), watch);
    const { report } = result;
    return {
      ...result,
      ...(report
        ? {
            findings: locateFindings([
              {
                where: 'master',
                findings: judgeAudio(report, {
                  kind: 'master',
                  ...expectedAudio(production.recipe),
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
    async renderStems(input: RecipeRef & { score: AssetRef }): Promise<Stems> {
      return withHeartbeat(async (watch) =>
        runStemSteps(await openProduction(deps, input), input, input.score, watch),
      );
    },

    /** The sum of the stems; says how far the stored mix is from it, in dBFS. */
    async mixStems(input: RecipeRef & { stems: AssetRef[] }): Promise<Mixed> {
      return withHeartbeat(async (watch) =>
        runMixStep(await openProduction(deps, input), input, input.stems, watch),
      );
    },

    /** Brings the mix to the recipe's loudness under its true-peak ceiling. */
    async masterMix(input: RecipeRef & { mix: AssetRef }): Promise<Mastered> {
      return withHeartbeat(async (watch) =>
        runMasterStep(await openProduction(deps, input), input, input.mix, watch),
      );
    },

    /** Title, tags, waveform peaks, the tagged files that people and partners get, and a MIDI file of each part. */
    async enrichTrack(
      input: RecipeRef & {
        intent: Intent;
        title: string | null;
        aiDisclosure: AiDisclosure;
        master: AssetRef;
        figures: AudioFigures;
        /** The MIDI file of each part, from `generateCandidate`. */
        parts: AssetRef[];
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
          input,
          deliverStep(production, input.master, input.figures, tags),
          watch,
        );
        return {
          title,
          tags: tagsFor(input.intent, input.figures),
          files: [...delivered.files, ...input.parts],
        };
      });
    },

    /** Another cut of a finished version, by a recipe of its own that follows from the version's. Null where that recipe is the version's own: there is no such other cut. */
    async makeAlternate(
      input: RecipeRef & { alternate: Alternate; title: string; aiDisclosure: AiDisclosure },
    ): Promise<(MadeAlternate & { findings: LocatedFinding[] }) | null> {
      return withHeartbeat(async (watch) => {
        const { projectId, alternate, title, aiDisclosure } = input;
        const fullCut = await openProduction(deps, input);
        const recipe = alternateRecipe(fullCut.recipe, alternate);
        const recipeId = recipeIdOf(recipe);
        if (recipeId === input.recipeId) return null;
        await catalogue.recipes.save(projectId, recipe);
        const [production, use] = [
          { ...fullCut, recipe, recipeId },
          { ...input, recipeId },
        ];
        await linkMaterials(deps, use, recipe);
        const { score } = await runStep(
          deps,
          use,
          composeStep(production),
          scaleProgress(watch, 0, 0.05),
        );
        const rendered = await runStemSteps(
          production,
          use,
          score,
          scaleProgress(watch, 0.05, 0.6),
        );
        const mixed = await runMixStep(
          production,
          use,
          rendered.stems,
          scaleProgress(watch, 0.6, 0.7),
        );
        const mastered = await runMasterStep(
          production,
          use,
          mixed.mix,
          scaleProgress(watch, 0.7, 0.85),
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
          scaleProgress(watch, 0.85, 1),
        );
        const findings = [rendered, mixed, mastered].flatMap(({ findings: found = [] }) =>
          found.map((finding) => ({ ...finding, where: `${alternate}/${finding.where}` })),
        );
        return {
          alternate,
          recipeId,
          figures: mastered.figures,
          files: [mastered.master, ...files].map((ref) => ({ ...ref, alternate })),
          findings: hardFirst(findings).slice(0, MAX_ALTERNATE_FINDINGS),
        };
      });
    },
  };
}

const MAX_ALTERNATE_FINDINGS = 6;

const expectedAudio = ({
  composition: { durationSeconds, style },
}: Recipe): { durationSeconds: number; style: Recipe['composition']['style'] } => ({
  durationSeconds,
  style,
});

export type AudioActivities = ReturnType<typeof createAudioActivities>;
