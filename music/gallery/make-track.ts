import {
  Brief,
  type Intent,
  type Recipe,
  recipeIdOf,
  type Score,
  type Style,
} from '@fermata/contracts/values';
import type { Engine, Master, RenderedStem } from '../engine/open-engine.ts';
import { titlesFor } from '../evaluate/titles-for.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import { engineSteps } from '../production/engine-steps.ts';
import { walkProductionLine } from '../production/production-line.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';

/** One finished track of the gallery, with everything that was made on the way. */
export interface GalleryTrack {
  readonly style: Style;
  /** The seed of the brief; the recipe's own is taken from it. */
  readonly seed: number;
  readonly title: string;
  readonly intent: Intent;
  readonly recipe: Recipe;
  readonly recipeId: string;
  readonly score: Score;
  readonly stems: readonly RenderedStem[];
  readonly master: Master;
  readonly mp3: Uint8Array;
  /** CPU seconds that the engine took, all steps. */
  readonly cpuSeconds: number;
}

/** The brief of a track of the gallery. Successive seeds go through the substyles. */
export function galleryBrief(style: Style, seed: number, seconds: number): Brief {
  const { substyles = [] } = STYLE_DEFINITIONS[style];
  const text = `a ${substyles[seed % substyles.length]?.label ?? style} piece`;
  return Brief.parse({ text, style, durationSeconds: seconds, seed });
}

/** Makes a track from its brief to the delivered MP3. `onProgress` gets the share done, 0 to 1. */
export async function makeTrack(given: {
  engine: Engine;
  brief: Brief;
  recipe: Recipe;
  onProgress: (fraction: number, what: string) => void;
}): Promise<GalleryTrack> {
  const { engine, brief, recipe, onProgress } = given;
  let cpuSeconds = 0;
  const intent = interpretBrief(brief);
  const [title = intent.style] = titlesFor(intent, recipe.seed);
  const recipeId = recipeIdOf(recipe);
  const tags = { title, recipeId, artist: 'Fermata', comment: 'Made entirely by generative AI.' };
  const { composed, stems, master, files } = await walkProductionLine(
    engineSteps(engine, recipe, tags),
    { onProgress, onCpuSeconds: (used: number) => void (cpuSeconds += used) },
  );
  return {
    style: intent.style,
    seed: brief.seed ?? recipe.seed,
    title,
    intent,
    recipe,
    recipeId,
    score: composed.score,
    stems,
    master,
    mp3: files.mp3,
    cpuSeconds,
  };
}
