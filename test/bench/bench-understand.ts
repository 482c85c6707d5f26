import { Brief } from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import { interpretBrief } from '@fermata/music';
import type { BenchOptions } from './bench-options.ts';
import { summary } from './statistics.ts';
import { table } from './table.ts';

/** Four that the grammar understands, one in part, and five in free words. */
const BRIEFS: readonly string[] = [
  'warm lo-fi, 80 bpm, no drums in the first 10 seconds',
  'ein ruhiges Stück für Klavier in d-Moll, 2 Minuten',
  'house track for a rooftop party, 124 bpm, builds up, big finish',
  'musique triste pour un film, sans batterie',
  'quarterly figures of our plumber, something heavy hearted',
  'Blockhütte am See, schwermütig, ohne Schlagzeug',
  'a letter never sent, empty chair at the table, faded photographs',
  'Betonbunker um vier Uhr morgens, Stroboskop und Nebel',
  '夜明けの戦場、帝国の滅亡',
  'прощание на перроне, выцветшие фотографии',
];

/** Milliseconds a brief, warm, in this process: by the grammar alone, and by the whole chain of readers. */
export async function benchUnderstand({ quick, log }: BenchOptions): Promise<object> {
  const rounds = quick ? 3 : 200;
  const models = openModels();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await models.load();
  const loadMs = performance.now() - start;
  const briefs = BRIEFS.map((text) => Brief.parse({ text, seed: 1 }));
  const times: Record<'grammar' | 'chain', number[]> = { grammar: [], chain: [] };
  for (let round = -10; round < rounds; round++)
    for (const brief of briefs) {
      const grammar = await timed(() => Promise.resolve(interpretBrief(brief)));
      const chain = await timed(() => models.interpreter.interpret(brief));
      if (round < 0) continue;
      times.grammar.push(grammar);
      times.chain.push(chain);
    }
  const megabytes = (process.memoryUsage().rss - before) / 1024 ** 2;
  const report = {
    loadMs,
    megabytes,
    grammar: summary(times.grammar),
    chain: summary(times.chain),
  };
  log(
    table(
      ['ms a brief', 'p50', 'p95', 'p99', 'max'],
      (['grammar', 'chain'] as const).map((name) => {
        const { p50, p95, p99, max } = report[name];
        return [name, p50, p95, p99, max];
      }),
    ),
  );
  log(
    `Loading the models takes ${loadMs.toFixed(0)} ms; the process grew by ${megabytes.toFixed(0)} MB.`,
  );
  return report;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
