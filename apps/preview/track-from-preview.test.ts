import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Brief, PreviewFacts, PreviewPrompt, recipeIdOf } from '@fermata/contracts/values';
import { briefFromPreview } from '@fermata/domain/preview';
import {
  currentEngine,
  type Engine,
  excerptOf,
  interpretBrief,
  openEngine,
  planRecipes,
  theoryModelOf,
} from '@fermata/music';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let build: Awaited<ReturnType<typeof currentEngine>>;
let engine: Engine;
beforeAll(async () => {
  build = await currentEngine();
  engine = await openEngine({ ...build, processes: 1 });
});
afterAll(() => engine.close());

const previewId = `prv_${'a'.repeat(24)}`;

/** A preview as the preview service makes it, without its audio. */
async function previewOf(prompt: PreviewPrompt) {
  const { seed: compositionSeed, takes, text, ...rest } = prompt;
  const intent = interpretBrief(Brief.parse({ ...rest, text: text ?? rest.style }));
  const [recipe] = planRecipes({
    intent: {
      ...intent,
      preview: { previewId, compositionSeed, ...(takes.length > 0 ? { takes } : {}) },
    },
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: 0,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe');
  const excerpt = excerptOf((await engine.compose(recipe)).score);
  return {
    previewId,
    prompt,
    excerpt,
    made: PreviewFacts.parse({
      engineSha256: build.sha256,
      recipeId: recipeIdOf(recipe),
      recipe,
      intent,
      sha256: 'a'.repeat(64),
      durationSeconds: 8,
      sampleRate: 24_000,
      figures: { durationSeconds: 8, integratedLufs: -18, peakDbfs: -6 },
      parts: [],
      timings: { waited: 0, composed: 0, rendered: 0, mixed: 0, total: 0 },
    }),
  };
}

describe.each([
  [
    'a text',
    { text: 'a sad slow lo-fi bed without drums', seed: 11, takes: [], durationSeconds: 30 },
  ],
  [
    'chosen fields',
    {
      style: 'synthwave',
      tempoBpm: 111,
      key: { tonic: 'F', mode: 'minor' },
      energy: 0.83,
      withoutParts: ['pad'],
      seed: 12,
      takes: [],
      durationSeconds: 30,
    },
  ],
  [
    'another take of a part',
    { style: 'lo-fi', seed: 13, takes: [{ part: 'bass', take: 2 }], durationSeconds: 30 },
  ],
] as const)('a track from a preview of %s', (_name, given) => {
  test('has the same recipe for its first candidate, and other recipes for the others', async () => {
    const preview = await previewOf(PreviewPrompt.parse(given));
    const brief = briefFromPreview(preview, {});
    const recipes = planRecipes({
      intent: interpretBrief(brief),
      count: 3,
      engine: build,
      model: theoryModelOf(build),
      trackSeed: 99,
      version: 1,
    });
    expect(recipeIdOf(recipes[0] ?? expect.fail())).toBe(preview.made.recipeId);
    expect(new Set(recipes.map(recipeIdOf)).size).toBe(3);
    // The version after a send-back has another recipe.
    expect(
      planRecipes({
        intent: interpretBrief(brief),
        count: 1,
        engine: build,
        model: theoryModelOf(build),
        trackSeed: 99,
        version: 2,
      })[0]?.seed,
    ).not.toBe(preview.prompt.seed);
  });

  test('of 30 seconds contains exactly the notes of the preview, where its main section begins', async () => {
    const preview = await previewOf(PreviewPrompt.parse(given));
    const [recipe] = planRecipes({
      intent: interpretBrief(briefFromPreview(preview, {})),
      count: 1,
      engine: build,
      model: theoryModelOf(build),
      trackSeed: 99,
      version: 1,
    });
    const { score } = await engine.compose(recipe ?? expect.fail());
    const main =
      score.sections.find(({ role, name }) => role === 'main' || name === 'main') ?? expect.fail();
    const from = (main.startBar * score.beatsPerBar * 60) / score.tempoBpm;
    for (const part of preview.excerpt.parts) {
      const notes = score.parts.find(({ name }) => name === part.name)?.notes ?? [];
      for (const note of part.notes)
        expect(notes, `${part.name} at ${note.start}`).toContainEqual({
          ...note,
          start: expect.closeTo(note.start + from, 4),
          duration: note.duration,
        });
    }
    expect(preview.excerpt.parts.flatMap(({ notes }) => notes).length).toBeGreaterThan(20);
  });
});
