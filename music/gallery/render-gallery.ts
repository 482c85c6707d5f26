import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Style } from '@fermata/contracts/values';
import { decodeFlac } from '../decode/decode-flac.ts';
import { openEngine } from '../engine/open-engine.ts';
import { audioTraits } from './analysis/audio-traits.ts';
import { loudnessCurve } from './analysis/loudness-curve.ts';
import { scoreTraits } from './analysis/score-traits.ts';
import { type EngineBuild, makeTrack } from './make-track.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { ProgressLine } from './progress-line.ts';
import { drawSheet } from './sheet/draw-sheet.ts';
import { figuresOf, type TrackFigures } from './track-figures.ts';

/** Two at a time: while one is in a step of one process, the other's stems use the others. */
const TRACKS_AT_ONCE = 2;

/**
 * Renders the tracks with the real engine; writes `NAME.mp3` and `NAME.png` of each into the
 * folder.
 */
export async function renderGallery(given: {
  build: EngineBuild;
  styles: readonly Style[];
  seeds: readonly number[];
  seconds: number;
  folder: string;
  screen: NodeJS.WriteStream;
}): Promise<TrackFigures[]> {
  const { build, styles, seeds, seconds, folder, screen } = given;
  await mkdir(folder, { recursive: true });
  const wanted = styles.flatMap((style) => seeds.map((seed) => ({ style, seed })));
  const progress = new ProgressLine(screen, 'tracks', wanted.length);
  progress.print(
    `${wanted.length} tracks of ${seconds} s with engine ${build.sha256.slice(0, 12)} into ${folder}`,
  );
  const engine = await openEngine({
    engine: build.engine,
    processes: availableParallelism(),
  });
  try {
    return await mapConcurrently(wanted, TRACKS_AT_ONCE, async ({ style, seed }) => {
      const name = `${style}-${seed}`;
      const track = await makeTrack({
        engine,
        build,
        style,
        seed,
        seconds,
        onProgress: (fraction, what) => progress.show(name, 0.9 * fraction, what),
      });
      const audio = decodeFlac(track.master.flac);
      const traits = {
        audio: audioTraits(audio),
        score: scoreTraits(track.score),
        loudness: loudnessCurve(audio),
      };
      await writeFile(join(folder, `${name}.mp3`), track.mp3);
      await writeFile(join(folder, `${name}.png`), drawSheet({ track, audio, traits }));
      progress.show(name, 1, 'done');
      const figures = figuresOf(track, traits);
      progress.print(
        `  ${name}: "${track.title}", ${figures.tempoBpm.toFixed(0)} bpm, centroid ` +
          `${figures.centroidHz.toFixed(0)} Hz, ${figures.integratedLufs.toFixed(1)} LUFS, ` +
          `${figures.cpuSeconds.toFixed(1)} s of CPU`,
      );
      return figures;
    });
  } finally {
    progress.end();
    await engine.close();
  }
}
