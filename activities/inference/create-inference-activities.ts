import { deriveId, Score, type AssetRef, type Brief, type Criterion, type Intent } from '@fermata/contracts';
import { evaluateCandidate, interpretBrief, planRecipes, reviseIntent, scoreBytes, type SketchFigures } from '@fermata/music';
import type { EngineShelf } from '../engine-shelf.ts';
import type { AssetKeeper } from '../asset-keeper.ts';
import type { Catalogue } from '@fermata/prisma';
import { withHeartbeat } from '../with-heartbeat.ts';

export interface InferenceDeps {
  readonly catalogue: Catalogue;
  readonly keeper: AssetKeeper;
  readonly engines: EngineShelf;
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
export function createInferenceActivities({ catalogue, keeper, engines }: InferenceDeps) {
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
        const engine = await engines.open(recipe.engine.sha256);
        const composed = await engine.compose(recipe, watch);
        const sketch = await engine.sketch(recipe, composed.score, watch);
        const use = { projectId, trackId, version, recipeId, step: 'generate', stepKey: candidateId };
        const score = await keeper.keep(use, { kind: 'score', mediaType: 'application/json', bytes: scoreBytes(composed.score) });
        const [midi, sound] = await Promise.all([
          keeper.keep({ ...use, parents: [score.sha256] }, { kind: 'midi', mediaType: 'audio/midi', bytes: composed.midi }),
          keeper.keep({ ...use, parents: [score.sha256] }, { kind: 'sketch', mediaType: sketch.mediaType, bytes: sketch.bytes }),
        ]);
        await keeper.charge(use, { cpuSeconds: watch.cpuSeconds(), audioSeconds: sketch.figures.durationSeconds, assets: [score, midi, sound] });
        return { candidateId, recipeId, score, midi, sketch: sound, figures: sketch.figures, model: { name: recipe.model.name, licence: recipe.model.licence }, master: recipe.master };
      });
    },

    /** Scores what was really composed and sketched against the intent. */
    async evaluateCandidate(input: VersionOf & { intent: Intent; score: AssetRef; figures: SketchFigures }): Promise<{ score: number; criteria: Criterion[] }> {
      const score = Score.parse(await keeper.readJson(input.projectId, input.score));
      return evaluateCandidate(input.intent, score, input.figures);
    },
  };
}

export type InferenceActivities = ReturnType<typeof createInferenceActivities>;
