import { Brief } from '@fermata/contracts/values';
import { openModels } from '@fermata/models';
import { interpretBrief } from '@fermata/music';
import type { BenchOptions } from './bench-options.ts';
import { summary } from './statistics.ts';
import { table } from './table.ts';

/** The longest text of a brief, in characters. */
const MAX_TEXT = 2000;

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

/** Of the greatest length: plain words, negations, figures, times and parts of one word list or of several. */
const LONGEST: readonly string[] = [
  'no drums in the first 10 seconds and ',
  'not too loud, 2 min 30 at 96,5 bpm in f#m, ',
  'without ohne sans sin senza sem zonder ',
  'like like like Daft Punk ',
  '0:10 0:20 drop break fade out over ',
  '1 ',
  '静かなピアノ、ドラムなし',
].map((part) => part.repeat(2000).slice(0, MAX_TEXT));

/** Milliseconds a brief, warm: by the grammar alone, also for the longest texts, and by the whole chain of readers. */
export async function benchUnderstand({ quick, log }: BenchOptions): Promise<object> {
  const rounds = quick ? 3 : 200;
  const models = openModels();
  const briefs = BRIEFS.map((text) => Brief.parse({ text, seed: 1 }));
  const longest = LONGEST.map((text) => Brief.parse({ text, seed: 1 }));
  const times: Record<'grammar' | 'longest' | 'chain', number[]> = {
    ...{ grammar: [], longest: [], chain: [] },
  };
  const atStart = megabytes();
  // The grammar first: afterwards the process grows by the models alone.
  for (let round = -10; round < rounds; round++)
    for (const brief of briefs) {
      const ms = await timed(() => Promise.resolve(interpretBrief(brief)));
      if (round >= 0) times.grammar.push(ms);
    }
  for (let round = -2; round < Math.max(3, rounds / 10); round++)
    for (const brief of longest) {
      const ms = await timed(() => Promise.resolve(interpretBrief(brief)));
      if (round >= 0) times.longest.push(ms);
    }
  const afterGrammar = megabytes();
  const loadMs = await timed(() => models.load());
  for (let round = -10; round < rounds; round++)
    for (const brief of briefs) {
      const ms = await timed(() => models.interpreter.interpret(brief));
      if (round >= 0) times.chain.push(ms);
    }
  const grammarMegabytes = afterGrammar - atStart;
  const modelMegabytes = megabytes() - afterGrammar;
  const report = {
    loadMs,
    grammarMegabytes,
    modelMegabytes,
    grammar: summary(times.grammar),
    longest: summary(times.longest),
    chain: summary(times.chain),
  };
  log(
    table(
      ['ms a brief', 'p50', 'p95', 'p99', 'max'],
      (['grammar', 'longest', 'chain'] as const).map((name) => {
        const { p50, p95, p99, max } = report[name];
        return [LABELS[name], p50, p95, p99, max];
      }),
    ),
  );
  log(
    `Loading the models takes ${loadMs.toFixed(0)} ms. The process grew by ${grammarMegabytes.toFixed(0)} MB with ` +
      `the grammar and by ${modelMegabytes.toFixed(0)} MB more with the models.`,
  );
  return report;
}

const LABELS = {
  grammar: 'grammar',
  longest: `grammar, texts of ${MAX_TEXT} characters`,
  chain: 'chain',
} as const;

const megabytes = (): number => process.memoryUsage().rss / 1024 ** 2;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
