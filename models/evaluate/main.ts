import { parseArgs } from 'node:util';
import { Brief } from '@fermata/contracts/values';
import { chainInterpreter } from '../chain/chain-interpreter.ts';
import type { Interpreter } from '../interpreter.ts';
import { encoderReader } from '../text-encoder/encoder-reader.ts';
import { readBriefCases } from './brief-case.ts';
import { judgeBrief, type JudgedWish } from './judge-brief.ts';

/**
 * How many wishes of the briefs in briefs.jsonl are understood, by the grammar alone and with the text encoder:
 * npm run evaluate -- briefs [--part open|kept] [--misses]
 */
const INTERPRETERS: readonly (readonly [string, Interpreter])[] = [
  ['grammar', chainInterpreter([])],
  ['with encoder', chainInterpreter([encoderReader])],
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string', default: 'all' },
    misses: { type: 'boolean', default: false },
  },
});
if (positionals.join() !== 'briefs')
  throw new Error('usage: npm run evaluate -- briefs [--part open|kept|all] [--misses]');

const cases = readBriefCases().filter(
  ({ kept = false }) => values.part === 'all' || kept === (values.part === 'kept'),
);
const judged: (JudgedWish & { interpreter: string; language: string; text: string })[] = [];
for (const [interpreter, port] of INTERPRETERS)
  for (const each of cases) {
    const intent = await port.interpret(Brief.parse({ text: each.text }));
    for (const wish of judgeBrief(each, intent))
      judged.push({ ...wish, interpreter, language: each.language, text: each.text });
  }

for (const by of ['field', 'language'] as const) {
  const rows = ['all', ...new Set(judged.map((wish) => wish[by]))];
  console.log(`\n| ${by} | wishes | ${INTERPRETERS.map(([name]) => name).join(' | ')} |`);
  console.log(`| --- | ---: | ${INTERPRETERS.map(() => '---: |').join(' ')}`);
  for (const row of rows) {
    const wishes = judged.filter((wish) => row === 'all' || wish[by] === row);
    console.log(`| ${row} | ${wishes.length / INTERPRETERS.length} | ${sharesOf(wishes)} |`);
  }
}

if (values.misses)
  for (const { interpreter, text, field, verdict, given } of judged)
    if (verdict !== 'right' && interpreter === 'with encoder')
      console.log(`${verdict} ${field} (${given}): ${text}`);

/** Right and wrong of each interpreter, in percent. */
function sharesOf(wishes: typeof judged): string {
  return INTERPRETERS.map(([name]) => {
    const own = wishes.filter(({ interpreter }) => interpreter === name);
    const share = (verdict: JudgedWish['verdict']): string =>
      ((100 * own.filter((wish) => wish.verdict === verdict).length) / own.length).toFixed(0);
    return `${share('right')} / ${share('wrong')}`;
  }).join(' | ');
}
