import { describe, expect, it } from 'vitest';
import {
  ALTERNATES,
  Brief,
  MASTER_GOALS,
  type Recipe,
  recipeIdOf,
} from '@fermata/contracts/values';
import { editRecipe } from '../edits/edit-recipe.ts';
import { pieceOf } from '../edits/score/piece-of.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import { alternateRecipe } from './alternate-recipe.ts';
import { planRecipes } from './plan-recipes.ts';
import { theoryModelOf } from './theory-model.ts';

const engine = { version: 'test', sha256: 'e'.repeat(64) };
const sha = 'f'.repeat(64);
function planned(brief: Record<string, unknown> = {}): Recipe {
  const [recipe] = planRecipes({
    intent: interpretBrief(Brief.parse({ text: 'warm lo-fi', durationSeconds: 60, ...brief })),
    count: 1,
    engine,
    model: theoryModelOf(engine),
    trackSeed: 1,
    version: 1,
    soundFontSha256: sha,
  });
  if (!recipe) throw new Error('no recipe');
  return recipe;
}

describe('a planned recipe', () => {
  it('contains all that the brief requests of form, master and materials', () => {
    const recipe = planned({
      ending: 'loop',
      energyCurve: [
        { second: 0, energy: 0.2 },
        { second: 20, energy: 0.9 },
      ],
      hits: [{ second: 12.5, event: 'drop' }],
      master: MASTER_GOALS.broadcast,
      motif: { sha256: sha, use: 'vary' },
      audioLoop: { sha256: 'd'.repeat(64), bars: 4 },
      soundFontParts: ['lead', 'loop'],
    });
    expect(recipe).toMatchObject({
      schema: 'fermata.recipe/2',
      master: MASTER_GOALS.broadcast,
      motifs: [sha],
      samples: ['d'.repeat(64)],
      render: { soundFont: { sha256: sha, parts: ['lead'] } },
    });
    expect(recipe.composition).toMatchObject({
      ending: 'loop',
      energyCurve: [
        { second: 0, energy: 0.2 },
        { second: 20, energy: 0.9 },
      ],
      hits: [{ second: 12.5, event: 'drop' }],
      motif: { use: 'vary' },
      audioLoop: { bars: 4 },
    });
    expect(recipe.composition.parts).toContain('loop');
  });

  it('names no material, loop or SoundFont that was not requested', () => {
    const recipe = planned();
    expect(recipe).toMatchObject({ master: MASTER_GOALS.streaming, motifs: [], samples: [] });
    expect(recipe.render.soundFont).toBeUndefined();
    expect(recipe.composition.parts).not.toContain('loop');
  });
});

describe('an alternate’s recipe', () => {
  it('differs from the original only in what its name states', () => {
    const recipe = planned({
      hits: [
        { second: 10, event: 'accent' },
        { second: 40, event: 'drop' },
      ],
      energyCurve: [
        { second: 0, energy: 0.2 },
        { second: 40, energy: 0.8 },
      ],
    });
    expect(alternateRecipe(recipe, 'no-drums').composition).toEqual({
      ...recipe.composition,
      parts: recipe.composition.parts.filter((part) => part !== 'drums'),
    });
    expect(alternateRecipe(recipe, 'loop').composition).toEqual({
      ...recipe.composition,
      ending: 'loop',
    });
    expect(alternateRecipe(recipe, 'cut-30').composition).toMatchObject({
      durationSeconds: 30,
      hits: [{ second: 10, event: 'accent' }],
      energyCurve: [
        { second: 0, energy: 0.2 },
        { second: 20, energy: 0.8 },
      ],
    });
    expect(alternateRecipe(recipe, 'cut-15').composition.durationSeconds).toBe(15);
    expect(
      new Set(
        [recipe, ...ALTERNATES.map((alternate) => alternateRecipe(recipe, alternate))].map(
          recipeIdOf,
        ),
      ).size,
    ).toBe(5);
  });

  it('keeps seed, engine and everything else', () => {
    const recipe = planned({ soundFontParts: ['drums', 'bass'] });
    for (const alternate of ALTERNATES) {
      const { composition, render } = alternateRecipe(recipe, alternate);
      expect(alternateRecipe(recipe, alternate)).toEqual({ ...recipe, composition, render });
    }
    expect(alternateRecipe(recipe, 'no-drums').render.soundFont).toEqual({
      sha256: sha,
      parts: ['bass'],
    });
    expect(
      alternateRecipe(planned({ soundFontParts: ['drums'] }), 'no-drums').render.soundFont,
    ).toBeUndefined();
  });

  it('is the recipe itself if nothing changes, and a cut of a loop has an ending', () => {
    const bare = planned({ text: 'lo-fi, no drums', ending: 'loop' });
    expect(recipeIdOf(alternateRecipe(bare, 'no-drums'))).toBe(recipeIdOf(bare));
    expect(alternateRecipe(bare, 'cut-30').composition.ending).toBe('final');
  });

  it('is rejected for a piece that is no longer than the cut', () => {
    expect(() => alternateRecipe(planned({ durationSeconds: 30 }), 'cut-30')).toThrow(
      'cut-30 needs a piece of more than 30 s, this one has 30 s',
    );
  });
});

describe('a recipe with edits', () => {
  it('has one more take of what is made again, and no other change', () => {
    const recipe = planned();
    const once = editRecipe(recipe, [{ op: 'remake', part: 'bass' }]);
    expect(once.composition).toEqual({
      ...recipe.composition,
      takes: [{ part: 'bass', take: 1 }],
    });
    expect({ ...once, composition: null, edits: null }).toEqual({
      ...recipe,
      composition: null,
      edits: null,
    });
    const twice = editRecipe(once, [
      { op: 'remake', part: 'bass' },
      { op: 'remake', part: 'bass', section: 2 },
    ]);
    expect(twice.composition.takes).toEqual([
      { part: 'bass', take: 2 },
      { section: 2, part: 'bass', take: 1 },
    ]);
  });

  it('has cuts of its own length', () => {
    const faster = editRecipe(planned(), [{ op: 'tempo', bpm: 120 }]);
    const { composition, edits } = alternateRecipe(faster, 'cut-15');
    expect(pieceOf({ composition, edits }).durationSeconds).toBeCloseTo(15, 3);
    const shorter = editRecipe(planned(), [{ op: 'duration', seconds: 40 }]);
    expect(alternateRecipe(shorter, 'cut-30')).toMatchObject({
      composition: { durationSeconds: 30 },
    });
    expect(alternateRecipe(shorter, 'cut-30').edits).toBeUndefined();
  });
});
