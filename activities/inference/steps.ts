import { z } from 'zod';
import { AssetRef, Criterion, type Intent, type Recipe, Score } from '@fermata/contracts';
import { evaluateCandidate, expectationsOf, scoreBytes, SketchFigures } from '@fermata/music';
import type { AssetKeeper } from '../asset-keeper.ts';
import { fetchMaterials, materialsNamed } from '../materials.ts';
import type { Production } from '../production.ts';
import type { Step } from '../run-step.ts';

/** `parts`: the notes of each part as a MIDI file of its own; engines from before there were such give none. */
const Composed = z.object({
  score: AssetRef,
  midi: AssetRef,
  parts: z.array(AssetRef).default([]),
  durationSeconds: z.number(),
});
export type Composed = z.infer<typeof Composed>;
const Sketched = z.object({ sketch: AssetRef, figures: SketchFigures });
const Evaluated = z.object({ score: z.number(), criteria: z.array(Criterion) });

/** What the composer is told: how it will be mastered is no part of it. */
const told = ({ master: _, ...recipe }: Recipe): Omit<Recipe, 'master'> => recipe;

/** The score, and its notes as MIDI files. */
export function composeStep({
  recipe,
  recipeId,
  engine,
  keeper,
  projectId,
}: Production): Step<Composed> {
  return {
    name: 'compose',
    version: 1,
    label: recipeId,
    result: Composed,
    inputs: { recipe: told(recipe) },
    async make({ put, ...options }) {
      const made = await engine.compose(recipe, {
        ...options,
        materials: await fetchMaterials(keeper, projectId, materialsNamed(recipe, 'notes')),
      });
      const score = await put({
        kind: 'score',
        mediaType: 'application/json',
        bytes: scoreBytes(made.score),
      });
      const midi = await put({ kind: 'midi', mediaType: 'audio/midi', bytes: made.midi });
      const parts = await Promise.all(
        (made.parts ?? []).map(({ part, midi: bytes }) =>
          put({ kind: 'part-midi', mediaType: 'audio/midi', bytes, part }),
        ),
      );
      return { score, midi, parts, durationSeconds: made.score.durationSeconds };
    },
    assets: ({ score, midi, parts }) => [
      { ref: score, parents: materialsNamed(recipe, 'notes') },
      { ref: midi, parents: [score.sha256] },
      ...parts.map((ref) => ({ ref, parents: [score.sha256] })),
    ],
    audioSeconds: () => 0,
  };
}

/** What people and the evaluation hear of a candidate. */
export function sketchStep(
  { recipe, recipeId, engine, keeper, projectId }: Production,
  score: AssetRef,
): Step<z.infer<typeof Sketched>> {
  return {
    name: 'sketch',
    version: 1,
    label: recipeId,
    result: Sketched,
    inputs: { recipe: told(recipe), score: score.sha256 },
    async make({ put, ...options }) {
      const composed = Score.parse(await keeper.readJson(projectId, score));
      const heard = new Set(composed.parts.flatMap(({ name }) => materialsNamed(recipe, name)));
      const made = await engine.sketch(recipe, composed, {
        ...options,
        materials: await fetchMaterials(keeper, projectId, [...heard]),
      });
      return {
        sketch: await put({ kind: 'sketch', mediaType: made.mediaType, bytes: made.bytes }),
        figures: made.figures,
      };
    },
    assets: ({ sketch }) => [{ ref: sketch, parents: [score.sha256] }],
    audioSeconds: ({ figures }) => figures.durationSeconds,
  };
}

/** How well a candidate is what was asked for. Raise the version with every change of the criteria. */
export function evaluateStep(given: {
  projectId: string;
  intent: Intent;
  score: AssetRef;
  figures: SketchFigures;
  keeper: AssetKeeper;
}): Step<z.infer<typeof Evaluated>> {
  const { projectId, intent, score, figures, keeper } = given;
  return {
    name: 'evaluate',
    version: 1,
    label: score.sha256,
    result: Evaluated,
    inputs: { intent, score: score.sha256, figures, against: expectationsOf(intent) },
    make: async () =>
      evaluateCandidate(intent, Score.parse(await keeper.readJson(projectId, score)), figures),
    assets: () => [],
    audioSeconds: () => 0,
  };
}
