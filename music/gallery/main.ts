import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { currentEngine } from '../engine/current-engine.ts';
import { classify } from './classify/classify.ts';
import { measureExamples } from './classify/measure-examples.ts';
import { type GalleryReport, REPORT_FILE } from './gallery-report.ts';
import { countRecognisedKeys } from './keys/count-recognised-keys.ts';
import { writeFigures } from './page/write-figures.ts';
import { writePage } from './page/write-page.ts';
import { type GalleryOptions, readOptions, USAGE } from './read-options.ts';
import { renderGallery } from './render-gallery.ts';
import type { TrackFigures } from './track-figures.ts';
import { measureVariety } from './variety/measure-variety.ts';

async function main(options: GalleryOptions): Promise<void> {
  const folder = resolve(options.out);
  const build = await currentEngine();
  const screen = process.stderr;
  const tracks = await renderGallery({
    build,
    styles: options.style,
    seeds: options.seeds,
    seconds: options.seconds,
    folder,
    fresh: options.fresh,
    screen,
  });
  const classification = options.classify
    ? classify(
        await measureExamples({
          build,
          styles: options.style,
          seeds: options['classify-seeds'],
          cacheFolder: join(folder, 'measured'),
          screen,
        }),
        options.style,
      )
    : undefined;
  const keys = options.keys
    ? await countRecognisedKeys({
        build,
        styles: options.style,
        seeds: options['key-seeds'],
        cacheFolder: join(folder, 'measured'),
        screen,
      })
    : undefined;
  const variety = options.variety
    ? await measureVariety({
        build,
        styles: options.style,
        seeds: options['variety-seeds'],
        screen,
      })
    : undefined;
  const report: GalleryReport = {
    engine: { version: build.version, sha256: build.sha256 },
    tracks,
    ...(classification ? { classification } : {}),
    ...(keys ? { keys } : {}),
    ...(variety ? { variety } : {}),
  };
  await writeFile(join(folder, REPORT_FILE), `${JSON.stringify(report, null, 2)}\n`);
  const embedded = options.embed ? await embed(folder, tracks) : undefined;
  const page = join(folder, 'index.html');
  await writeFile(
    page,
    writePage({ ...report, classification, sourceOf: (file) => embedded?.get(file) ?? file }),
  );
  if (options.figures !== undefined) await writeFigures(report, resolve(options.figures));
  if (classification)
    screen.write(
      `accuracy: ${(100 * classification.accuracy.both).toFixed(1)} % by notes and sound, ` +
        `${(100 * classification.accuracy.notes).toFixed(1)} % by notes, ` +
        `${(100 * classification.accuracy.audio).toFixed(1)} % by sound\n`,
    );
  process.stdout.write(`${pathToFileURL(page).href}\n`);
}

const TYPES = [
  ['mp3', 'audio/mpeg'],
  ['png', 'image/png'],
] as const;
async function embed(
  folder: string,
  tracks: readonly TrackFigures[],
): Promise<Map<string, string>> {
  const embedded = new Map<string, string>();
  for (const { name } of tracks)
    for (const [ending, type] of TYPES)
      embedded.set(
        `${name}.${ending}`,
        `data:${type};base64,${(await readFile(join(folder, `${name}.${ending}`))).toString('base64')}`,
      );
  return embedded;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(`${USAGE}\n`);
  else await main(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode =
    error instanceof RangeError || (error instanceof TypeError && 'code' in error) ? 2 : 1;
}
