import { deriveId, type AssetRef, type Brief, type Criterion, type Intent, type RateCard } from '@fermata/contracts';
import { interpretBrief, planRecipes, reviseIntent, type SketchFigures } from '@fermata/music';
import type { Catalogue } from '@fermata/prisma';
import type { AssetKeeper } from '../asset-keeper.ts';
import type { EngineShelf } from '../engine-shelf.ts';
import { runStep } from '../run-step.ts';
import { withHeartbeat } from '../with-heartbeat.ts';
import { composeStep, evaluateStep, sketchStep } from './steps.ts';

export interface InferenceDeps {
  readonly catalogue: Catalogue;
  readonly keeper: AssetKeeper;
  readonly engines: EngineShelf;
  readonly rates: RateCard;
}

/** Which work of which version of which track: every result is kept under it. */
export interface VersionOf {
  readonly projectId: string;
  readonly trackId: string;
  readonly version: number;
}
export interface CandidateRef {
  readonly candidateId: string;
  readonly recipeId: string;
}
export interface GeneratedCandidate extends CandidateRef {
  readonly score: AssetRef;
  readonly midi: AssetRef;
  readonly sketch: AssetRef;
  readonly figures: SketchFigures;
  /** From the recipe: who composed under which licence, and what the master aims at (LUFS, dBTP). */
  readonly model: { readonly name: string; readonly licence: string };
  readonly master: { readonly targetLufs: number; readonly ceilingDbtp: number };
}

/** Task queue `inference`: from words to candidates that can be heard. */
export function createInferenceActivities(deps: InferenceDeps) {
  const { catalogue, keeper, engines } = deps;
  return {
    /** Never fails on free text: what it cannot understand falls back, with the reason in the intent. */
    async interpretBrief(input: { brief: Brief }): Promise<Intent> {
      return interpretBrief(input.brief);
    },

    async reviseIntent(input: { intent: Intent; note: string }): Promise<Intent> {
      return reviseIntent(input.intent, input.note);
    },

    /** One recipe for each candidate, written down before anything is made from it. */
    async planCandidates(input: VersionOf & { intent: Intent; count: number; seed: number }): Promise<CandidateRef[]> {
      const { projectId, trackId, version, intent, count, seed } = input;
      const engine = await engines.current();
      const recipes = planRecipes({ intent, count, engine: { version: engine.version, sha256: engine.sha256 }, trackSeed: seed, version });
      return Promise.all(
        recipes.map(async (recipe, index) => ({ candidateId: deriveId('cand', trackId, version, index), recipeId: await catalogue.recipes.save(projectId, recipe) })),
      );
    },

    /** Composes the score and renders the sketch that people and the evaluation hear. */
    async generateCandidate(input: VersionOf & CandidateRef): Promise<GeneratedCandidate> {
      const { projectId, trackId, version, candidateId, recipeId } = input;
      const recipe = await catalogue.recipes.find(projectId, recipeId);
      if (!recipe) throw new Error(`recipe ${recipeId} is not in the catalogue`);
      return withHeartbeat(async (watch) => {
        const piece = { projectId, recipeId, recipe, keeper, engine: await engines.open(recipe.engine.sha256) };
        const use = { projectId, trackId, version, recipeId };
        const { score, midi } = await runStep(deps, use, composeStep(piece), watch);
        const { sketch, figures } = await runStep(deps, use, sketchStep(piece, score), watch);
        return { candidateId, recipeId, score, midi, sketch, figures, model: { name: recipe.model.name, licence: recipe.model.licence }, master: recipe.master };
      });
    },

    /** Scores what was really composed and sketched against the intent. */
    async evaluateCandidate(input: VersionOf & { intent: Intent; score: AssetRef; figures: SketchFigures }): Promise<{ score: number; criteria: Criterion[] }> {
      const { projectId, trackId, version } = input;
      return withHeartbeat((watch) => runStep(deps, { projectId, trackId, version, recipeId: null }, evaluateStep({ ...input, keeper }), watch));
    },
  };
}

export type InferenceActivities = ReturnType<typeof createInferenceActivities>;
