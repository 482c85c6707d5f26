import { createHash } from 'node:crypto';
import { BasicSoundBank } from 'spessasynth_core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PartName, Recipe, Score } from '@fermata/contracts/values';
import { type Engine, openEngine } from '../engine/open-engine.ts';
import { builtEngine, recipeFor } from '../testing/built-engine.ts';

let engines: readonly [Engine, Engine];
let recipe: Recipe;
let score: Score;
// One looped sawtooth, generated here: a SoundFont of 890 bytes.
const font = new Uint8Array(BasicSoundBank.getSampleSoundBankFile());
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  const build = await builtEngine();
  const open = (): Promise<Engine> => openEngine({ ...build, processes: 1 });
  engines = [await open(), await open()];
  recipe = {
    ...recipeFor(build, { text: 'a short synthwave drive', durationSeconds: 8 }),
    schema: 'fermata.recipe/2',
  };
  ({ score } = await engines[0].compose(recipe));
}, 120_000);
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

const playedBy = (sha256: string, parts: PartName[]): Recipe => ({
  ...recipe,
  render: { ...recipe.render, soundFont: { sha256, parts } },
});
const stem = async (
  given: Recipe,
  part: PartName,
  materials = {},
  engine = engines[0],
): Promise<Awaited<ReturnType<Engine['stem']>>> => engine.stem(given, score, part, { materials });

test(
  'a SoundFont plays the parts that the recipe names, and no others',
  { timeout: 60_000 },
  async () => {
    const sha256 = digestOf(font);
    const given = playedBy(sha256, ['bass', 'drums']);
    for (const part of ['bass', 'drums'] as const) {
      const rendered = await stem(given, part, { [sha256]: font });
      expect(rendered.figures.pcmSha256).not.toBe((await stem(recipe, part)).figures.pcmSha256);
      expect(rendered.figures.integratedLufs).toBeGreaterThan(-45);
      expect(rendered.figures.integratedLufs).toBeLessThan(-8);
    }
    expect((await stem(given, 'chords', { [sha256]: font })).figures.pcmSha256).toBe(
      (await stem(recipe, 'chords')).figures.pcmSha256,
    );
  },
);

test(
  'it is deterministic in every process, however often it was played there',
  { timeout: 60_000 },
  async () => {
    const sha256 = digestOf(font);
    const [one, two] = await Promise.all(
      engines.map((engine) => stem(playedBy(sha256, ['bass']), 'bass', { [sha256]: font }, engine)),
    );
    expect(one?.figures.pcmSha256).toBe(two?.figures.pcmSha256);
    await stem(playedBy(sha256, ['drums']), 'drums', { [sha256]: font });
    expect(
      (await stem(playedBy(sha256, ['bass']), 'bass', { [sha256]: font })).figures.pcmSha256,
    ).toBe(two?.figures.pcmSha256);
  },
);

test(
  'bytes that are not a SoundFont, a damaged one, and missing ones are each rejected in one sentence',
  { timeout: 60_000 },
  async () => {
    const text = new TextEncoder().encode('this is a shopping list, not a SoundFont');
    await expect(
      stem(playedBy(digestOf(text), ['bass']), 'bass', { [digestOf(text)]: text }),
    ).rejects.toThrow(
      `the file ${digestOf(text)} is not a SoundFont: it does not begin with RIFF and the type sfbk`,
    );
    const half = font.slice(0, 300);
    await expect(
      stem(playedBy(digestOf(half), ['bass']), 'bass', { [digestOf(half)]: half }),
    ).rejects.toThrow(`the SoundFont ${digestOf(half)} is damaged:`);
    await expect(stem(playedBy(digestOf(font), ['bass']), 'bass')).rejects.toThrow(
      `plays the bytes ${digestOf(font)}, which were not given`,
    );
  },
);
