import { cpus } from 'node:os';
import { recipeIdOf, STYLES } from '@fermata/contracts/values';
import { currentEngine, deliveryOptionsOf, openEngine } from '@fermata/music';
import { decodeFlacMs, digestsMs, meterMs, mp3PeakMs } from '@fermata/music/bench';
import { openBareEngine, recipeOf } from './bare-engine.ts';
import type { BenchOptions } from './bench-options.ts';
import { percentile, sumOf } from './statistics.ts';
import { table } from './table.ts';

/**
 * Compares the steps `mix`, `master` and `deliver` of the platform with the bare library calls on
 * the same bytes, alternating, in wall milliseconds. Mix: libFLAC decodes each stem, encodes the
 * mix and decodes it again (for the comparison with the sum of the stems). Master: libFLAC decodes
 * the mix, Faust's glue, libFLAC encodes. Files: libFLAC decodes the master, LAME encodes, mpg123
 * decodes the result, and its true peak is measured. Mix and master include ebur128 for loudness
 * and true peak, and the digests of the samples. Faust, the encoders and mpg123 are timed inside
 * the same engine build in this thread.
 */
export async function benchMaster({ quick, log }: BenchOptions): Promise<object> {
  const seconds = quick ? 8 : 60;
  const rounds = quick ? 1 : 4;
  const styles = quick ? STYLES.slice(0, 1) : STYLES;
  log(
    `Mix, master and files of ${seconds} s, ${styles.length} styles, ` +
      `${rounds} ${rounds === 1 ? 'round' : 'rounds'} on ${cpus().length} cores …`,
  );
  const build = await currentEngine();
  const bare = openBareEngine(build);
  const engine = await openEngine({ ...build, processes: cpus().length });
  try {
    const rows: { step: string; style: string; ms: number; libraryMs: number; ratio: number }[] =
      [];
    for (const style of styles) {
      const { recipe } = recipeOf(build, { style, seed: 1, seconds });
      const { score } = await engine.compose(recipe);
      const stems = await engine.stems(recipe, score);
      const tags = {
        title: 'Bench',
        artist: 'Fermata',
        recipeId: recipeIdOf(recipe),
        comment: 'Made entirely by generative AI.',
      };
      const delivery = deliveryOptionsOf(recipe);
      const times: Record<'mix' | 'master' | 'deliver', { ms: number; library: number }[]> = {
        mix: [],
        master: [],
        deliver: [],
      };
      for (let round = -1; round < rounds; round++) {
        const mix = await timed(() => engine.mix(stems));
        const master = await timed(() => engine.master(recipe, mix.value.flac));
        const deliver = await timed(() => engine.deliver(master.value.flac, tags, delivery));
        bare.libraryMs();
        await bare.run('mix', { stems });
        const mixLibraries = bare.libraryMs();
        await bare.run('master', { recipe, mix: mix.value.flac });
        const masterLibraries = bare.libraryMs();
        await bare.run('deliver', { master: master.value.flac, tags, ...delivery });
        const deliverLibraries = bare.libraryMs();
        const [mixFile, masterFile] = [mix.value.flac, master.value.flac];
        times.mix.push({
          ms: mix.ms,
          library:
            mixLibraries.codecs +
            (await decodeFlacMs([...stems.map(({ flac }) => flac), mixFile])) +
            digestsMs(mixFile) +
            (await meterMs(mixFile)),
        });
        times.master.push({
          ms: master.ms,
          library:
            masterLibraries.faust +
            masterLibraries.codecs +
            (await decodeFlacMs([mixFile])) +
            digestsMs(masterFile) +
            (await meterMs(masterFile)),
        });
        times.deliver.push({
          ms: deliver.ms,
          library:
            deliverLibraries.codecs +
            (await decodeFlacMs([masterFile])) +
            (await mp3PeakMs(deliver.value.mp3)),
        });
      }
      // The first round only warms up both sides.
      for (const [step, [, ...each]] of Object.entries(times))
        rows.push({
          step,
          style,
          ms: percentile(
            each.map(({ ms }) => ms),
            0.5,
          ),
          libraryMs: percentile(
            each.map(({ library }) => library),
            0.5,
          ),
          ratio: percentile(
            each.map(({ ms, library }) => ms / library),
            0.5,
          ),
        });
      log(`${style} done`);
    }
    const ratioOf = (name: string): number => {
      const own = rows.filter(({ step }) => step === name);
      return sumOf(own.map(({ ms }) => ms)) / sumOf(own.map(({ libraryMs }) => libraryMs));
    };
    const report = {
      masterToLibraries: ratioOf('master'),
      mixToLibraries: ratioOf('mix'),
      deliverToLibraries: ratioOf('deliver'),
      seconds,
      rounds,
      cores: cpus().length,
      rows,
    };
    log(
      table(
        ['step', 'style', 'ms', 'libraries ms', 'ratio'],
        rows.map((row) => [row.step, row.style, row.ms, row.libraryMs, row.ratio]),
      ),
    );
    log(
      `Against the bare library calls: mix ${report.mixToLibraries.toFixed(2)}, ` +
        `master ${report.masterToLibraries.toFixed(2)}, ` +
        `files ${report.deliverToLibraries.toFixed(2)} (aim 1.15).`,
    );
    return report;
  } finally {
    await engine.close();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}
