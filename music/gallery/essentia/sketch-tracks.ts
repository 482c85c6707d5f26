// Sketches the tracks of a gallery whole at 24 kHz, without mastering and sheets, so that many seeds can be judged:
// `node --conditions=source music/gallery/essentia/sketch-tracks.ts FOLDER SEEDS [STYLE...]`. SEEDS: 10, or 11-20.
// A sketch of the same score by the same engine is kept.
import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Style, STYLES } from '@fermata/contracts/values';
import { currentEngine } from '../../engine/current-engine.ts';
import { openEngine } from '../../engine/open-engine.ts';
import { galleryBrief } from '../make-track.ts';
import { mapConcurrently } from '../map-concurrently.ts';
import { recipeOfBrief } from '../recipe-of-brief.ts';

const SECONDS = 30;

const [folder = 'out/sketches', seeds = '10', ...names] = process.argv.slice(2);
const [from = 1, to = from] = seeds.includes('-')
  ? seeds.split('-').map(Number)
  : [1, Number(seeds)];
const styles = names.length > 0 ? names.map((name) => Style.parse(name)) : STYLES;
const build = await currentEngine();
const engine = await openEngine({ ...build, processes: availableParallelism() });
await mkdir(folder, { recursive: true });
try {
  const wanted = styles.flatMap((style) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ style, seed: from + i })),
  );
  const tracks = await mapConcurrently(wanted, availableParallelism(), sketchTrack);
  await writeFile(join(folder, 'gallery.json'), JSON.stringify({ tracks }, null, 2));
} finally {
  await engine.close();
}

async function sketchTrack({ style, seed }: { style: Style; seed: number }) {
  const recipe = recipeOfBrief(build, galleryBrief(style, seed, SECONDS), seed);
  const { score } = await engine.compose(recipe);
  const id = createHash('sha256')
    .update(JSON.stringify([build.sha256, score]))
    .digest('hex');
  const name = `${style}-${String(seed)}-${id.slice(0, 10)}`;
  const file = join(folder, `${name}.wav`);
  if (!(await stat(file).catch(() => undefined))) {
    const parts = score.parts.map(({ name: part }) => engine.previewStem(recipe, score, part));
    const stems = await Promise.all(parts);
    const { wav } = await engine.previewMix(stems, stems[0]?.sampleRate ?? 0);
    await writeFile(file, wav);
  }
  const { key, tempoBpm, metre, chords } = score;
  return { name, style, seed, key, tempoBpm, metre, chords };
}
