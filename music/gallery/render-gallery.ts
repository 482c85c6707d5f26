import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Brief, type Recipe, recipeIdOf, type Style } from '@fermata/contracts/values';
import { decodeFlac } from '../decode/decode-flac.ts';
import type { EngineBuild } from '../engine/current-engine.ts';
import { type Engine, openEngine } from '../engine/open-engine.ts';
import { audioTraits } from './analysis/audio-traits.ts';
import { loudnessCurve } from './analysis/loudness-curve.ts';
import { scoreTraits } from './analysis/score-traits.ts';
import { galleryBrief, makeTrack } from './make-track.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { ProgressLine } from './progress-line.ts';
import { recipeOfBrief } from './recipe-of-brief.ts';
import { drawSheet } from './sheet/draw-sheet.ts';
import { figuresOf, TrackFigures } from './track-figures.ts';

/** Two at a time: while one is in a step of one process, the other's stems use the others. */
const TRACKS_AT_ONCE = 2;

/**
 * Renders the tracks with the real engine; writes `NAME.mp3`, `NAME.png` and `NAME.json` (the
 * figures) of each into the folder. Unless `fresh`, tracks of the same recipe are kept.
 */
export async function renderGallery(given: {
  build: EngineBuild;
  styles: readonly Style[];
  seeds: readonly number[];
  seconds: number;
  folder: string;
  fresh: boolean;
  screen: NodeJS.WriteStream;
}): Promise<TrackFigures[]> {
  const { build, styles, seeds, seconds, folder, fresh, screen } = given;
  await mkdir(folder, { recursive: true });
  const wanted = styles.flatMap((style) =>
    seeds.map((seed) => {
      const brief = galleryBrief(style, seed, seconds);
      return {
        file: join(folder, `${style}-${seed}`),
        brief,
        recipe: recipeOfBrief(build, brief, seed),
      };
    }),
  );
  const progress = new ProgressLine(screen, 'tracks', wanted.length);
  progress.print(
    `${wanted.length} tracks of ${seconds} s with engine ${build.sha256.slice(0, 12)} into ${folder}`,
  );
  const engine = await openEngine({
    engine: build.engine,
    processes: availableParallelism(),
  });
  try {
    return await mapConcurrently(wanted, TRACKS_AT_ONCE, async ({ file, brief, recipe }) => {
      const figures =
        (fresh ? undefined : await renderedBefore(file, recipe)) ??
        (await renderTrack({ engine, file, brief, recipe, progress }));
      progress.show(figures.name, 1, 'done');
      return figures;
    });
  } finally {
    progress.end();
    await engine.close();
  }
}

/** The figures of a track whose sheet and audio are in the folder. */
async function renderedBefore(file: string, recipe: Recipe): Promise<TrackFigures | undefined> {
  try {
    await Promise.all([stat(`${file}.mp3`), stat(`${file}.png`)]);
    const figures = TrackFigures.parse(JSON.parse(await readFile(`${file}.json`, 'utf8')));
    return figures.recipeId === recipeIdOf(recipe) ? figures : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function renderTrack(given: {
  engine: Engine;
  file: string;
  brief: Brief;
  recipe: Recipe;
  progress: ProgressLine;
}): Promise<TrackFigures> {
  const { engine, file, brief, recipe, progress } = given;
  const name = `${recipe.composition.style}-${brief.seed ?? ''}`;
  const track = await makeTrack({
    engine,
    brief,
    recipe,
    onProgress: (fraction, step) => progress.show(name, 0.9 * fraction, step),
  });
  const audio = decodeFlac(track.master.flac);
  const traits = {
    audio: audioTraits(audio),
    score: scoreTraits(track.score),
    loudness: loudnessCurve(audio),
  };
  const figures = figuresOf(track, traits);
  // The figures vouch for the other two files, so they go first and come last.
  await rm(`${file}.json`, { force: true });
  await writeFile(`${file}.mp3`, track.mp3);
  await writeFile(`${file}.png`, drawSheet({ track, audio, traits }));
  await writeFile(`${file}.json`, `${JSON.stringify(figures, null, 2)}\n`);
  progress.print(
    `  ${name}: "${track.title}", ${figures.tempoBpm.toFixed(0)} bpm, centroid ` +
      `${figures.centroidHz.toFixed(0)} Hz, ${figures.integratedLufs.toFixed(1)} LUFS, ` +
      `${figures.cpuSeconds.toFixed(1)} s of CPU`,
  );
  return figures;
}
