import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { STYLES } from '@fermata/contracts/values';
import { prove } from '../production/prove.ts';
import { builtEngine, recipeFor } from '../testing/built-engine.ts';
import { signedEngine } from '../testing/signed-engine.ts';
import { bundleEngine } from './build/build-engine.ts';
import { musicPackageFolder } from './engine-files.ts';
import { fileSha256 } from './file-sha256.ts';
import { goldenEngine, goldenRecipes } from './golden-recipes.ts';
import { openEngine } from './open-engine.ts';
import type { TrustedEngine } from './trusted-engine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

const recorded = await goldenRecipes();

test('every style has a golden recipe', () => {
  expect(new Set(recorded.map(({ recipe }) => recipe.composition.style))).toEqual(new Set(STYLES));
});

test.each(recorded)(
  '$name is proved by the engine that it names',
  async ({ recipe, metadata, expected }) => {
    const proof = await prove({
      recipe,
      metadata,
      // Engines without covers ignore it.
      cover: 'drawn',
      engine: await goldenEngine(recipe.engine.sha256),
      expected,
    });
    expect(proof.artefacts.filter(({ same }) => !same)).toEqual([]);
    expect(proof.reproduced).toBe(true);
  },
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fermata-dsp-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('an engine with a kick a tenth softer renders other drums and cannot pass for the original', async () => {
  const dspFolder = join(folder, 'dsp');
  await cp(join(musicPackageFolder(), 'render/dsp'), dspFolder, { recursive: true });
  const kick = await readFile(join(dspFolder, 'kick.dsp'), 'utf8');
  const softer = kick.replace('* vel;', '* 0.9 * vel;');
  expect(softer).not.toBe(kick);
  await writeFile(join(dspFolder, 'kick.dsp'), softer);
  const { bytes } = await bundleEngine(musicPackageFolder(), { dspFolder });
  const sha256 = fileSha256(bytes);
  const softened = await signedEngine(bytes);

  const [golden] = recorded;
  if (!golden) throw new Error('there is no golden recipe');
  const today = await builtEngine();
  expect(sha256).not.toBe(today.sha256);
  const drumsOf = async (trusted: TrustedEngine): Promise<string | undefined> => {
    const engine = await openEngine({ engine: trusted, processes: 1 });
    try {
      const recipe = recipeFor(
        { version: 'test', sha256: engine.sha256 },
        { text: 'no bass no chords no lead no pad', style: 'synthwave', durationSeconds: 5 },
      );
      const { score } = await engine.compose(recipe);
      const [drums] = await engine.stems(recipe, score);
      return drums?.figures.pcmSha256;
    } finally {
      await engine.close();
    }
  };
  expect(await drumsOf(softened)).not.toBe(await drumsOf(today.engine));
  await expect(prove({ ...golden, engine: softened })).rejects.toThrow(
    `not ${golden.recipe.engine.sha256}`,
  );
});
