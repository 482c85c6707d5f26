// Records the current engine with a recipe of each style and the hashes of all its artefacts.
// Run it when a sound is released: `npm run golden -w @fermata/music`. Earlier records stay and
// must keep proving.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Brief, recipeIdOf, STYLES } from '@fermata/contracts/values';
import { buildEngine } from '../engine/build/build-engine.ts';
import { currentEngine } from '../engine/current-engine.ts';
import { GOLDEN_FOLDER } from '../engine/golden-recipes.ts';
import { planRecipes } from '../engine/plan-recipes.ts';
import { theoryModelOf } from '../engine/theory-model.ts';
import { TRUSTED_ENGINES_FILE, trustedEngines } from '../engine/trusted-engine.ts';
import { interpretBrief } from '../interpret/interpret-brief.ts';
import { makeArtefacts } from './prove.ts';

const SECONDS = 6;

await buildEngine();
const build = await currentEngine();
await mkdir(join(GOLDEN_FOLDER, 'engines'), { recursive: true });
await mkdir(join(GOLDEN_FOLDER, 'recipes'), { recursive: true });
await writeFile(
  join(GOLDEN_FOLDER, 'engines', `${build.sha256}.cjs.br`),
  brotliCompressSync(build.engine.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
);
await writeFile(join(GOLDEN_FOLDER, 'engines', `${build.sha256}.notices.txt`), build.notices);
await writeFile(
  TRUSTED_ENGINES_FILE,
  `${JSON.stringify([...new Set([...(await trustedEngines()), build.sha256])], null, 2)}\n`,
);
for (const style of STYLES) {
  const brief = Brief.parse({
    text: `a golden ${style} piece`,
    style,
    durationSeconds: SECONDS,
    energy: 0.7,
  });
  const [recipe] = planRecipes({
    intent: interpretBrief(brief),
    count: 1,
    engine: build,
    model: theoryModelOf(build),
    trackSeed: 1,
    version: 1,
  });
  if (!recipe) throw new Error('no recipe was planned');
  const metadata = {
    title: `Golden ${style}`,
    artist: 'Fermata',
    recipeId: recipeIdOf(recipe),
    comment: 'Composed and performed by AI',
  };
  const made = await makeArtefacts({ recipe, metadata, cover: 'drawn', engine: build.engine });
  const golden = {
    recipe,
    metadata,
    expected: [...made].map(([name, sha256]) => ({ name, sha256 })),
  };
  await writeFile(
    join(GOLDEN_FOLDER, 'recipes', `${style}-${build.sha256.slice(0, 12)}.json`),
    `${JSON.stringify(golden, null, 2)}\n`,
  );
  console.log(`recorded ${style} with engine ${build.version} ${build.sha256}`);
}
