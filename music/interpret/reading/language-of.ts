import type { WordList } from '../words/word-list.ts';
import { WORD_LISTS } from '../words/word-lists.ts';
import { addStyleNames, addWords } from './build-lexicon.ts';
import { Lexicon } from './lexicon.ts';
import type { Meaning } from './meaning.ts';
import type { Token } from './tokenize.ts';

/** Function words tell languages apart; words of music are often the same in several. */
const PLAIN_WEIGHT = 2;
const OTHER_WEIGHT = 1.5;

const SCRIPTS: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['ru', /\p{Script=Cyrillic}/u],
];
const LATIN = WORD_LISTS.filter(({ language }) => SCRIPTS.every(([other]) => other !== language));

let lexicons: { list: WordList; lexicon: Lexicon }[] | undefined;
const latinLexicons = (): { list: WordList; lexicon: Lexicon }[] =>
  (lexicons ??= LATIN.map((list) => {
    const lexicon = new Lexicon();
    addWords(lexicon, list);
    return { list, lexicon };
  }));

/** BCP 47 tag of the language with most of the words; "und" (undetermined) if no language has any. */
export function languageOf(tokens: readonly Token[]): string {
  const text = tokens.map(({ raw }) => raw).join('');
  const byScript = SCRIPTS.find(([, script]) => script.test(text))?.[0];
  if (byScript !== undefined) return byScript;
  const words = withoutStyleNames(tokens);
  let best = { language: 'und', share: 0 };
  for (const { list, lexicon } of latinLexicons()) {
    const share = weightOf(words, lexicon);
    if (share > best.share) best = { language: list.language, share };
  }
  return best.language;
}

function weightOf(tokens: readonly Token[], lexicon: Lexicon): number {
  let sum = 0;
  for (let at = 0; at < tokens.length; at++) {
    const match = lexicon.longestAt(tokens, at);
    if (!match) continue;
    sum += match.length * wordWeight(match.meanings);
    at += match.length - 1;
  }
  return sum;
}

const wordWeight = (meanings: readonly Meaning[]): number =>
  meanings.some(({ kind }) => kind === 'plain' || kind === 'not') ? PLAIN_WEIGHT : OTHER_WEIGHT;

let styleNames: Lexicon | undefined;

/** Names of styles are the same in most languages: "lo" in "lo-fi" is no Spanish. */
function withoutStyleNames(tokens: readonly Token[]): Token[] {
  styleNames ??= createStyleNames();
  const others: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const name = styleNames.longestAt(tokens, at);
    if (name) at += name.length - 1;
    else if (token && token.number === undefined) others.push(token);
  }
  return others;
}

function createStyleNames(): Lexicon {
  const lexicon = new Lexicon();
  addStyleNames(lexicon);
  return lexicon;
}
