import { detectAll } from 'tinyld/light';
import type { WordList } from '../words/word-list.ts';
import { WORD_LISTS } from '../words/word-lists.ts';
import { addStyleNames, addWords } from './build-lexicon.ts';
import { Lexicon } from './lexicon.ts';
import type { Meaning } from './meaning.ts';
import type { Token } from './tokenize.ts';

/** Function words tell languages apart; words of music are often the same in several. */
const PLAIN_WEIGHT = 2;
const OTHER_WEIGHT = 1.5;
/** How much the detector's certainty (0 to 1) counts beside the weight of a known word. */
const DETECTOR_WEIGHT = 0.5;
/** The detector guesses in shorter texts. */
const DETECTED_FROM_WORDS = 4;
const UNDETERMINED = 'und';

const SCRIPTS: readonly (readonly [language: string, script: RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['ru', /\p{Script=Cyrillic}/u],
];
const LATIN = WORD_LISTS.filter(({ language }) => SCRIPTS.every(([other]) => other !== language));
const LATIN_LANGUAGES = LATIN.map(({ language }) => language);

let lexicons: { list: WordList; lexicon: Lexicon }[] | undefined;
const latinLexicons = (): { list: WordList; lexicon: Lexicon }[] =>
  (lexicons ??= LATIN.map((list) => {
    const lexicon = new Lexicon();
    addWords(lexicon, list);
    return { list, lexicon };
  }));

/**
 * BCP 47 tag of the language of a text; "und" if it is undetermined. The script decides where only one language has
 * it. In others the known words decide, and in a text of some words a detector by n-grams with them: a brief is too
 * short for the detector alone, and may have too few known words.
 */
export function languageOf(tokens: readonly Token[]): string {
  const text = tokens.map(({ raw }) => raw).join('');
  const byScript = SCRIPTS.find(([, script]) => script.test(text))?.[0];
  if (byScript !== undefined) return byScript;
  const words = withoutStyleNames(tokens);
  const known = latinLexicons().map(({ list: { language }, lexicon }) => ({
    language,
    share: weightOf(words, lexicon) / words.length,
  }));
  if (words.length < DETECTED_FROM_WORDS || isClear(known)) return best(known);
  // Words of no list may be nonsense, of which the detector makes some language, too.
  if (known.every(({ share }) => share === 0)) return UNDETERMINED;
  const detected = new Map(
    detectAll(words.map(({ raw }) => raw).join(' '), { only: LATIN_LANGUAGES }).map(
      ({ lang, accuracy }) => [lang, accuracy],
    ),
  );
  return best(
    known.map(({ language, share }) => ({
      language,
      share: share + DETECTOR_WEIGHT * (detected.get(language) ?? 0),
    })),
  );
}

interface LanguageShare {
  readonly language: string;
  readonly share: number;
}

/** Of equally good languages, the first. */
function best(shares: readonly LanguageShare[]): string {
  let most: LanguageShare = { language: UNDETERMINED, share: 0 };
  for (const each of shares) if (each.share > most.share) most = each;
  return most.language;
}

/** Whether nothing that the detector says could change the order. */
function isClear(known: readonly LanguageShare[]): boolean {
  const [first = 0, second = 0] = known.map(({ share }) => share).toSorted((a, b) => b - a);
  return first - second > DETECTOR_WEIGHT;
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

/** "E" in "no E minor" is no Spanish "and". */
const NOTE = /^[A-H]$/u;

let styleNames: Lexicon | undefined;

/** Names of styles are the same in most languages: "lo" in "lo-fi" is no Spanish. */
function withoutStyleNames(tokens: readonly Token[]): Token[] {
  styleNames ??= createStyleNames();
  const others: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    const name = styleNames.longestAt(tokens, at);
    if (name) at += name.length - 1;
    else if (token && token.number === undefined && !NOTE.test(token.raw)) others.push(token);
  }
  return others;
}

function createStyleNames(): Lexicon {
  const lexicon = new Lexicon();
  addStyleNames(lexicon);
  return lexicon;
}
