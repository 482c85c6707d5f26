import {
  type Edit,
  type Intent,
  MASTER_GOALS,
  type Recipe,
  sha256Hex,
} from '@fermata/contracts/values';
import { editRecipe } from '../edits/edit-recipe.ts';
import { possibleEdits } from '../edits/possible-edits.ts';
import { compositionOf } from '../interpret/plan/composition-of.ts';
import { sectionEdits } from '../interpret/plan/section-edits.ts';
import { wishedEdits } from '../interpret/plan/wished-edits.ts';

/**
 * One recipe for each candidate: the same composition, with a seed derived from track, version and
 * candidate. If the intent comes from a preview, the first candidate of the first version is
 * composed exactly as the preview was. `soundFontSha256`: the SoundFont for the parts that the
 * intent wants played by one. `edits`: of every recipe, as far as they are possible; by default
 * those that the intent wishes for. Its wishes by section are placed in the form of each recipe.
 */
export function planRecipes(given: {
  intent: Intent;
  count: number;
  engine: { version: string; sha256: string };
  /** The generator that composes the scores. */
  model: Recipe['model'];
  trackSeed: number;
  version: number;
  soundFontSha256?: string;
  edits?: readonly Edit[];
}): Recipe[] {
  const { intent, engine } = given;
  const composition = compositionOf(intent);
  // A SoundFont cannot play an audio loop.
  const fontParts = composition.parts.filter(
    (part) => part !== 'loop' && intent.soundFontParts?.includes(part),
  );
  if (fontParts.length > 0 && given.soundFontSha256 === undefined)
    throw new RangeError(
      `the intent wants a SoundFont for ${fontParts.join(', ')}, but none is available`,
    );
  const soundFont =
    given.soundFontSha256 !== undefined && fontParts.length > 0
      ? { sha256: given.soundFontSha256, parts: fontParts }
      : undefined;
  const preview = given.version === 1 ? intent.preview : undefined;
  const edits = given.edits ?? wishedEdits(intent);
  const recipes = Array.from({ length: given.count }, (_, candidate): Recipe => ({
    schema: 'fermata.recipe/2',
    engine: { version: engine.version, sha256: engine.sha256 },
    model: given.model,
    seed:
      preview && candidate === 0
        ? preview.compositionSeed
        : Number.parseInt(
            sha256Hex(`${given.trackSeed}/${given.version}/${candidate}`).slice(0, 8),
            16,
          ),
    composition:
      preview?.takes && candidate === 0 ? { ...composition, takes: preview.takes } : composition,
    render: { sampleRate: 48_000, bitDepth: 24, ...(soundFont ? { soundFont } : {}) },
    master: { ...(intent.master ?? MASTER_GOALS.streaming) },
    samples: intent.audioLoop ? [intent.audioLoop.sha256] : [],
    motifs: intent.motif ? [intent.motif.sha256] : [],
  }));
  return recipes.map((recipe) => {
    const own = [...edits, ...sectionEdits(intent, recipe)];
    return editRecipe(recipe, possibleEdits(recipe, own).possible);
  });
}
