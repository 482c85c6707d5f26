import type { GeneratedCandidate, PlannedCandidate } from '@fermata/contracts/temporal';
import {
  type AssetRef,
  type AudioFinding,
  type Brief,
  type Criterion,
  deriveId,
  type Edit,
  type Intent,
  type RatedIntent,
  type Recipe,
  type SketchFigures,
  type TextReaders,
  type Understanding,
  type UsedMaterial,
} from '@fermata/contracts/values';
import type { RateCard } from '@fermata/domain/cost';
import { chooseModel } from '@fermata/domain/model';
import {
  type ActiveRecall,
  findRecall,
  type MadeWith,
  readersOf,
  RecalledError,
  recallSentence,
} from '@fermata/domain/recall';
import {
  type ChooseModel,
  type LanguageModel,
  type Models,
  registeredModels,
} from '@fermata/models';
import {
  anotherTake,
  editIntent,
  editRecipe,
  INTERPRETER,
  judgeSketch,
  otherEdits,
  planRecipes,
  possibleEdits,
  tempoOfLoop,
} from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { EngineRegistry } from '../caches/engine-registry.ts';
import type { AssetLinker } from '../steps/asset-linker.ts';
import { composeStep, evaluateStep, sketchStep } from '../steps/inference-steps.ts';
import { openProduction } from '../steps/production.ts';
import { linkMaterials } from '../steps/recipe-materials.ts';
import { runStep } from '../steps/run-step.ts';
import type { VersionRef } from '../steps/version-ref.ts';
import { withHeartbeat } from '../steps/with-heartbeat.ts';
import { findNotedVersion } from './find-noted-version.ts';
import { readDecision } from './read-decision.ts';
import type { SoundFontPublisher } from './sound-font-publisher.ts';

export interface InferenceDeps {
  readonly catalogue: Pick<
    Catalogue,
    'recalls' | 'models' | 'recipes' | 'tracks' | 'materials' | 'steps' | 'costs'
  >;
  readonly linker: AssetLinker;
  readonly engines: EngineRegistry;
  readonly models: Models;
  readonly soundFonts: SoundFontPublisher;
  readonly rates: RateCard;
  /** Absent: no language model is configured. */
  readonly languageModel?: LanguageModel | undefined;
}

export interface CandidateRef {
  readonly candidateId: string;
  readonly recipeId: string;
}
/** Task queue `inference`: from a brief to sketched candidates. */
export function createInferenceActivities(deps: InferenceDeps) {
  const { catalogue, linker, engines, models, soundFonts } = deps;

  const manifests = registeredModels(deps.languageModel?.settings);

  function refuseRecalled(recalls: readonly ActiveRecall[], made: MadeWith): void {
    const recall = findRecall(recalls, [made]);
    if (recall !== null)
      throw new RecalledError(`nothing can be made now: ${recallSentence(recall)}`);
  }

  const assertNotRecalled = async (projectId: string, planned: MadeWith): Promise<void> =>
    refuseRecalled(await catalogue.recalls.active(projectId), planned);

  /** By the project's decisions about models. Throws RecalledError for the grammar, as nothing else does its work. */
  async function chooserFor(projectId: string, { text }: Brief): Promise<ChooseModel> {
    const decisions = await catalogue.models.decisions(projectId);
    refuseRecalled(decisions.recalls, { readers: [INTERPRETER] });
    return (model) => chooseModel(model, manifests, decisions, text);
  }

  async function findRecipe(projectId: string, recipeId: string): Promise<Recipe> {
    const recipe = await catalogue.recipes.find(projectId, recipeId);
    if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
    return recipe;
  }

  return {
    /**
     * Never fails on free text: the intent has a fallback, with the reason, for each wish that was not understood.
     * It records which models were used, and why. Throws RecalledError for a recalled grammar.
     */
    async interpretBrief(
      input: VersionRef & { brief: Brief; materials?: readonly UsedMaterial[] },
    ): Promise<Intent> {
      const { brief, materials } = input;
      const loopTempoBpm = tempoOfLoop(brief, materials);
      const choose = await chooserFor(input.projectId, brief);
      const { languageModel } = deps;
      if (!languageModel)
        return models.interpreter.interpret(brief, loopTempoBpm, undefined, choose);
      return withHeartbeat(async (watch) => {
        const reader = languageModel.briefReader(brief, input, watch.signal);
        return models.interpreter.interpret(brief, loopTempoBpm, reader, choose);
      });
    },

    /**
     * The intent of the next version. The edits are those of the decision; without them the note is understood as
     * edits of the version's recipe. Edits that this recipe does not allow are left out, and the intent says so;
     * without any, the next version is another take. `understanding`: the wishes of the note as they were decided;
     * without it, the intent has the wishes that are understood now. `readers`: the models that read the note when it
     * was decided. Throws if the catalogue does not have the recipe.
     */
    async reviseIntent(input: {
      intent: Intent;
      note: string;
      edits?: readonly Edit[];
      understanding?: Understanding;
      readers?: TextReaders;
      projectId?: string;
      trackId?: string;
      recipeId?: string;
    }): Promise<Intent> {
      const { intent, note, edits, readers = {}, projectId = '', trackId, recipeId } = input;
      if (recipeId === undefined)
        return anotherTake(intent, {
          ...{ text: note, understanding: input.understanding ?? [] },
          readers,
        });
      const recipe = await findRecipe(projectId, recipeId);
      const version = await findNotedVersion(deps, { projectId, trackId, recipeId, recipe });
      const { asked, understanding } = await readDecision(models.noteInterpreter, version, {
        note,
        edits,
        understanding: input.understanding,
      });
      const { possible, impossible: leftOut } = possibleEdits(recipe, asked);
      const readNote = { text: note, understanding, readers };
      if (possible.length === 0) return anotherTake(intent, readNote, { leftOut });
      const [before, after] = [recipe.engine, await engines.current()];
      return editIntent(intent, recipe, possible, readNote, {
        leftOut,
        ...(before.sha256 === after.sha256
          ? {}
          : { engines: { before: engineName(before), after: engineName(after) } }),
      });
    },

    /**
     * Saves one recipe for each candidate before it is rendered. `editOf`: the recipe of the version that was sent
     * back. If the intent has edits, there is a single candidate with that recipe and these edits, for the current
     * engine: an older one may not know them. A sent-back version keeps its SoundFont, whatever this worker has now.
     * Throws RecalledError for a recalled engine, generator or reader of the brief.
     */
    async planCandidates(
      input: VersionRef & { intent: Intent; count: number; seed: number; editOf?: string },
    ): Promise<PlannedCandidate[]> {
      const { projectId, trackId, version, intent, count, seed, editOf } = input;
      const base = editOf === undefined ? null : await findRecipe(projectId, editOf);
      const { version: engineVersion, sha256 } = await engines.current();
      const engine = { version: engineVersion, sha256 };
      const model = models.identityFor(engine);
      const readers = readersOf(intent.interpreter);
      if (base && intent.edits) {
        const recipe = editRecipe({ ...base, engine, model }, intent.edits);
        await assertNotRecalled(projectId, { engine, model, readers });
        return [
          {
            candidateId: deriveId('cand', trackId, version, 0),
            recipeId: await catalogue.recipes.save(projectId, recipe),
            edited: true,
          },
        ];
      }
      await assertNotRecalled(projectId, { engine, model, readers });
      const soundFont = intent.soundFontParts
        ? {
            soundFontSha256:
              base?.render.soundFont?.sha256 ?? (await soundFonts.publish(projectId)),
          }
        : {};
      const recipes = planRecipes({
        intent,
        count,
        engine,
        model,
        trackSeed: seed,
        version,
        ...soundFont,
        ...(base ? { edits: otherEdits(intent, base) } : {}),
      });
      return Promise.all(
        recipes.map(async (recipe, index) => ({
          candidateId: deriveId('cand', trackId, version, index),
          recipeId: await catalogue.recipes.save(projectId, recipe),
        })),
      );
    },

    /** Composes the score and renders the sketch for people and for the evaluation. */
    async generateCandidate(input: VersionRef & CandidateRef): Promise<GeneratedCandidate> {
      const { projectId, trackId, version, candidateId, recipeId } = input;
      const use = { projectId, trackId, version, recipeId };
      return withHeartbeat(async (watch) => {
        const production = await openProduction(deps, input);
        const { recipe } = production;
        await linkMaterials(deps, use, recipe);
        const { score, midi, parts } = await runStep(deps, use, composeStep(production), watch);
        const { sketch, figures } = await runStep(deps, use, sketchStep(production, score), watch);
        return {
          candidateId,
          recipeId,
          score,
          midi,
          parts,
          sketch,
          figures,
          model: { name: recipe.model.name, licence: recipe.model.licence },
          master: recipe.master,
        };
      });
    },

    /** Rates score and sketch against the intent. `findings`: defects that exclude the candidate. */
    async evaluateCandidate(
      input: VersionRef & { intent: RatedIntent; score: AssetRef; figures: SketchFigures },
    ): Promise<{ rating: number; criteria: Criterion[]; findings: AudioFinding[] }> {
      const { projectId, trackId, version } = input;
      const evaluation = await withHeartbeat((watch) =>
        runStep(
          deps,
          { projectId, trackId, version },
          evaluateStep({ ...input, linker, listener: models.listener }),
          watch,
        ),
      );
      return { ...evaluation, findings: judgeSketch(input.figures) };
    },
  };
}

const engineName = ({ version, sha256 }: Recipe['engine']): string =>
  `${version} (${sha256.slice(0, 12)})`;

export type InferenceActivities = ReturnType<typeof createInferenceActivities>;
