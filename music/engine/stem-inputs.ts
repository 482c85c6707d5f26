import type { PartName, Recipe, Score } from '@fermata/contracts/values';
import type { StemScore } from '../render/render-stem.ts';

/** The fields of a `fermata.recipe/2` that a stem depends on. A whole recipe has this shape, too. */
export interface StemRecipe {
  readonly schema: Recipe['schema'];
  readonly composition: Pick<
    Recipe['composition'],
    'style' | 'mood' | 'energy' | 'ending' | 'audioLoop'
  >;
  readonly render: Recipe['render'];
}

/**
 * Plain JSON. Its canonical hash is the stem's cache key; its `recipe` and `score` are all that the
 * engine gets.
 */
export interface StemInputs {
  readonly schema: 'fermata.stem-inputs/1';
  /** sha256 of the engine build. */
  readonly engine: string;
  readonly part: PartName;
  /** Hz. */
  readonly sampleRate: number;
  readonly recipe: StemRecipe;
  readonly score: StemScore;
  /** sha256 of the materials that this part plays, sorted. */
  readonly materials: readonly string[];
}

/**
 * Exactly what one stem depends on. Since `fermata.recipe/2` these are the colour, the form and the
 * part's own notes, but not key, seed or the notes of other parts. A stem of `fermata.recipe/1` also
 * depends on the kicks, so it includes everything. Throws if the score does not have the part.
 */
export function stemInputsOf(
  recipe: Recipe,
  score: Score,
  part: PartName,
  sampleRate: number = recipe.render.sampleRate,
): StemInputs {
  const own = score.parts.find((candidate) => candidate.name === part);
  if (!own)
    throw new RangeError(
      `the score has no part "${part}"; it has ${score.parts.map((p) => p.name).join(', ')}`,
    );
  const head = {
    schema: 'fermata.stem-inputs/1',
    engine: recipe.engine.sha256,
    part,
    sampleRate,
  } as const;
  if (recipe.schema === 'fermata.recipe/1') return { ...head, recipe, score, materials: [] };
  const { style, mood, energy, ending, audioLoop } = recipe.composition;
  const { soundFont, ...render } = recipe.render;
  const font = soundFont?.parts.includes(part) ? soundFont.sha256 : undefined;
  const played = part === 'loop' ? audioLoop : undefined;
  const { schema, substyle, tempoBpm, metre, beatsPerBar, durationSeconds, sections } = score;
  return {
    ...head,
    recipe: {
      schema: recipe.schema,
      composition: {
        style,
        mood,
        energy,
        ...(ending ? { ending } : {}),
        ...(played ? { audioLoop: played } : {}),
      },
      render: { ...render, ...(font ? { soundFont: { sha256: font, parts: [part] } } : {}) },
    },
    score: {
      schema,
      style: score.style,
      ...(substyle === undefined ? {} : { substyle }),
      tempoBpm,
      ...(metre ? { metre } : {}),
      beatsPerBar,
      durationSeconds,
      sections,
      parts: [own],
    },
    materials: [font, played?.sha256].filter((digest) => digest !== undefined).sort(),
  };
}

/** Selects the bytes that a stem plays. Throws if one is missing. */
export function materialsOf(
  inputs: StemInputs,
  materials: Readonly<Record<string, Uint8Array>> = {},
): Record<string, Uint8Array> {
  return Object.fromEntries(
    inputs.materials.map((sha256) => {
      const bytes = materials[sha256];
      if (!bytes)
        throw new RangeError(
          `the part ${inputs.part} plays the bytes ${sha256}, which were not given`,
        );
      return [sha256, bytes] as const;
    }),
  );
}
