import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { Recipe, Sha256 } from '@fermata/contracts/values';
import { musicPackageFolder } from './engine-files.ts';
import { TrustedEngine } from './trusted-engine.ts';

export const GOLDEN_FOLDER = join(musicPackageFolder(), '../test/golden');

export const GoldenRecipe = z.object({
  recipe: Recipe,
  metadata: z.object({
    title: z.string(),
    artist: z.string(),
    recipeId: Sha256,
    comment: z.string(),
  }),
  expected: z.array(z.object({ name: z.string(), sha256: Sha256 })).min(1),
});
export type GoldenRecipe = z.infer<typeof GoldenRecipe>;

/** Every recorded recipe, with its file name. */
export async function goldenRecipes(): Promise<(GoldenRecipe & { readonly name: string })[]> {
  const folder = join(GOLDEN_FOLDER, 'recipes');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => ({
      name,
      ...GoldenRecipe.parse(JSON.parse(await readFile(join(folder, name), 'utf8'))),
    })),
  );
}

/** A recorded engine, trusted by its sha256. */
export async function goldenEngine(sha256: string): Promise<TrustedEngine> {
  const file = join(GOLDEN_FOLDER, 'engines', `${sha256}.cjs.br`);
  return TrustedEngine.verify({
    bytes: new Uint8Array(brotliDecompressSync(await readFile(file))),
    sha256,
    signatures: [],
    publicKeys: [],
  });
}
