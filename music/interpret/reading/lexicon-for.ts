import { ENGLISH, WORD_LISTS } from '../words/word-lists.ts';
import { addCommonWords, addForeignWords, addSharedWords, addWords } from './build-lexicon.ts';
import { Lexicon } from './lexicon.ts';

const lexicons = new Map<string, Lexicon>();

/** The words of a language, with those that every text may have. An undetermined text is read as English. */
export function lexiconFor(language: string): Lexicon {
  const list = WORD_LISTS.find((candidate) => candidate.language === language) ?? ENGLISH;
  const known = lexicons.get(list.language);
  if (known) return known;
  const lexicon = new Lexicon();
  addWords(lexicon, list);
  addCommonWords(lexicon, list);
  if (list === ENGLISH) addSharedWords(lexicon);
  else addForeignWords(lexicon, ENGLISH);
  lexicons.set(list.language, lexicon);
  return lexicon;
}
