import { z } from 'zod';
import {
  AssetRef,
  Criterion,
  type RatedIntent,
  ratedIntent,
  type Recipe,
  Score,
  SketchFigures,
} from '@fermata/contracts/values';
import type { Listener } from '@fermata/models';
import { scoreBytes } from '@fermata/music';
import type { AssetLinker } from './asset-linker.ts';
import type { Production } from './production.ts';
import { fetchMaterials, materialsFor } from './recipe-materials.ts';
import type { Step } from './run-step.ts';

/** `parts`: one MIDI file for each part. */
const Composed = z.object({
  score: AssetRef,
  midi: AssetRef,
  parts: z.array(AssetRef),
  durationSeconds: z.number(),
});
export type Composed = z.infer<typeof Composed>;
const Sketched = z.object({ sketch: AssetRef, figures: SketchFigures });
const Evaluated = z.object({ rating: z.number(), criteria: z.array(Criterion) });

/** The generator's input: the recipe without its mastering goal. */
const composerInput = ({ master: _, ...recipe }: Recipe): Omit<Recipe, 'master'> => recipe;

/** The score, and its notes as MIDI files. */
export function composeStep({
  recipe,
  recipeId,
  engine,
  models,
  linker,
  projectId,
}: Production): Step<Composed> {
  return {
    name: 'compose',
    version: 1,
    label: recipeId,
    result: Composed,
    inputs: { recipe: composerInput(recipe) },
    async compute({ put, ...options }) {
      const piece = await models.generatorOf(recipe, engine).compose(recipe, {
        ...options,
        materials: await fetchMaterials(linker, projectId, materialsFor(recipe, 'notes')),
      });
      const score = await put({
        kind: 'score',
        mediaType: 'application/json',
        bytes: scoreBytes(piece.score),
      });
      const midi = await put({ kind: 'midi', mediaType: 'audio/midi', bytes: piece.midi });
      const parts = await Promise.all(
        piece.parts.map(({ part, midi: bytes }) =>
          put({ kind: 'part-midi', mediaType: 'audio/midi', bytes, part }),
        ),
      );
      return { score, midi, parts, durationSeconds: piece.score.durationSeconds };
    },
    assets: ({ score, midi, parts }) => [
      { ref: score, parents: materialsFor(recipe, 'notes') },
      { ref: midi, parents: [score.sha256] },
      ...parts.map((ref) => ({ ref, parents: [score.sha256] })),
    ],
    audioSeconds: () => 0,
  };
}

/** The excerpt of a candidate for people and for the evaluation. */
export function sketchStep(
  { recipe, recipeId, engine, linker, projectId }: Production,
  score: AssetRef,
): Step<z.infer<typeof Sketched>> {
  return {
    name: 'sketch',
    version: 1,
    label: recipeId,
    result: Sketched,
    inputs: { recipe: composerInput(recipe), score: score.sha256 },
    async compute({ put, ...options }) {
      const composed = Score.parse(await linker.readJson(projectId, score));
      const materialIds = new Set(composed.parts.flatMap(({ name }) => materialsFor(recipe, name)));
      const sketched = await engine.sketch(recipe, composed, {
        ...options,
        materials: await fetchMaterials(linker, projectId, [...materialIds]),
      });
      return {
        sketch: await put({ kind: 'sketch', mediaType: sketched.mediaType, bytes: sketched.bytes }),
        figures: sketched.figures,
      };
    },
    assets: ({ sketch }) => [{ ref: sketch, parents: [score.sha256] }],
    audioSeconds: ({ figures }) => figures.durationSeconds,
  };
}

/** How well a candidate matches its intent. */
export function evaluateStep(input: {
  projectId: string;
  intent: RatedIntent;
  score: AssetRef;
  figures: SketchFigures;
  listener: Listener;
  linker: AssetLinker;
}): Step<z.infer<typeof Evaluated>> {
  const { projectId, score, figures, listener, linker } = input;
  // Other words for the same music are the same step.
  const intent = ratedIntent(input.intent);
  return {
    name: 'evaluate',
    version: 2,
    label: score.sha256,
    result: Evaluated,
    inputs: { intent, score: score.sha256, figures, against: listener.expectationsOf(intent) },
    compute: async () =>
      listener.evaluate(intent, Score.parse(await linker.readJson(projectId, score)), figures),
    assets: () => [],
    audioSeconds: () => 0,
  };
}
