import { cpus } from 'node:os';
import { type PartName, STYLES } from '@fermata/contracts/values';
import { currentEngine, openEngine, stemInputsOf } from '@fermata/music';
import { meterMs } from '@fermata/music/bench';
import { openBareEngine, recipeOf } from './bare-engine.ts';
import type { BenchOptions } from './bench-options.ts';
import { percentile, sumOf } from './statistics.ts';
import { table } from './table.ts';

interface Round {
  readonly part: PartName;
  readonly step: number;
  readonly faust: number;
  readonly codecs: number;
  readonly meter: number;
}

/**
 * Compares the step `stem` of the platform (one warm process of the pool) with the bare library
 * calls on the same bytes, alternating, in wall milliseconds: the time inside compiled Faust code
 * and libFLAC (in the same build in another thread) and that of ebur128 for loudness and true peak.
 */
export async function benchRender({ quick, log }: BenchOptions): Promise<object> {
  const seconds = quick ? 8 : 60;
  const rounds = quick ? 1 : 3;
  const styles = quick ? STYLES.slice(0, 1) : STYLES;
  log(
    `Stems of ${seconds} s, ${styles.length} styles, ` +
      `${rounds} ${rounds === 1 ? 'round' : 'rounds'} on ${cpus().length} cores …`,
  );
  const build = await currentEngine();
  const bare = openBareEngine(build);
  const engine = await openEngine({ ...build, processes: 1 });
  try {
    const byStyle = [];
    for (const style of styles) {
      const { recipe } = recipeOf(build, { style, seed: 1, seconds });
      const { score } = await engine.compose(recipe);
      const measured: Round[] = [];
      for (let round = -1; round < rounds; round++) {
        for (const { name: part } of score.parts) {
          const start = performance.now();
          const stem = await engine.stem(recipe, score, part);
          const step = performance.now() - start;
          const inputs = stemInputsOf(recipe, score, part);
          bare.libraryMs();
          await bare.run('stem', { recipe: inputs.recipe, score: inputs.score, part });
          const each = { part, step, ...bare.libraryMs(), meter: await meterMs(stem.flac) };
          // The first round only warms up both sides.
          if (round >= 0) measured.push(each);
        }
      }
      const secondsOf = (pick: (each: Round) => number): number =>
        sumOf(measured.map(pick)) / rounds;
      const ratios = measured.map((each) => each.step / (each.faust + each.codecs + each.meter));
      byStyle.push({
        style,
        parts: score.parts.length,
        stepMs: secondsOf((r) => r.step),
        faustMs: secondsOf((r) => r.faust),
        codecsMs: secondsOf((r) => r.codecs),
        meterMs: secondsOf((r) => r.meter),
        ratio: percentile(ratios, 0.5),
        ratioP95: percentile(ratios, 0.95),
      });
      log(`${style} done`);
    }
    const step = sumOf(byStyle.map((style) => style.stepMs));
    const libraries = sumOf(byStyle.map((style) => style.faustMs + style.codecsMs + style.meterMs));
    const report = {
      stepToLibraries: step / libraries,
      stepToFaust: step / sumOf(byStyle.map((style) => style.faustMs)),
      audioSecondsPerSecond: (seconds * sumOf(byStyle.map((style) => style.parts))) / (step / 1000),
      seconds,
      rounds,
      cores: cpus().length,
      byStyle,
    };
    log(
      table(
        ['style', 'parts', 'step ms', 'Faust ms', 'codec ms', 'meter ms', 'ratio'],
        byStyle.map((s) => [
          s.style,
          String(s.parts),
          s.stepMs,
          s.faustMs,
          s.codecsMs,
          s.meterMs,
          s.ratio,
        ]),
      ),
    );
    log(
      `The steps take ${report.stepToLibraries.toFixed(2)} times the bare library calls (aim 1.15); ` +
        `${report.audioSecondsPerSecond.toFixed(0)} s of stem in a second of one process.`,
    );
    return report;
  } finally {
    await engine.close();
  }
}
