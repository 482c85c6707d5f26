import {
  addCommonWords,
  addForeignWords,
  addSharedWords,
  addWords,
} from '../reading/build-lexicon.ts';
import { languageOf } from '../reading/language-of.ts';
import { Lexicon } from '../reading/lexicon.ts';
import type { Token } from '../reading/tokenize.ts';
import { type Change, CHANGES } from '../words/change-words.ts';
import type { WordList } from '../words/word-list.ts';
import { ENGLISH, WORD_LISTS } from '../words/word-lists.ts';

const WITH_CHANGES = WORD_LISTS.filter(({ changes }) => changes !== undefined);

/** What only briefs cannot ask for, or what a rule of notes answers. */
const POSSIBLE_IN_NOTES = ['a change of tempo', 'a fade-in'];

const lexicons = new Map<string, Lexicon>();

/** The words of notes in a language: those of briefs, and those for changes. */
export function noteLexiconFor(language: string): Lexicon {
  const known = lexicons.get(language);
  if (known) return known;
  const lexicon = new Lexicon();
  const list = WORD_LISTS.find((candidate) => candidate.language === language) ?? ENGLISH;
  addWords(lexicon, forNotes(list));
  addCommonWords(lexicon, list);
  if (list === ENGLISH) addSharedWords(lexicon);
  else addForeignWords(lexicon, forNotes(ENGLISH));
  addChanges(lexicon, changeWordsFor(list.language));
  lexicons.set(language, lexicon);
  return lexicon;
}

/** Levels are among the changes. */
const forNotes = ({ levels: _, ...list }: WordList): WordList => ({
  ...list,
  impossible: Object.fromEntries(
    Object.entries(list.impossible ?? {}).filter(([wish]) => !POSSIBLE_IN_NOTES.includes(wish)),
  ),
});

const changeWordsFor = (language: string): WordList =>
  WITH_CHANGES.find((list) => list.language === language) ?? ENGLISH;

function addChanges(lexicon: Lexicon, { changes }: WordList): void {
  for (const change of CHANGES) lexicon.add(changes?.[change], { kind: 'change', change });
}

const changeLexicons = new Map<string, Lexicon>();
function changeLexiconFor(words: WordList): Lexicon {
  const known = changeLexicons.get(words.language);
  if (known) return known;
  const lexicon = new Lexicon();
  addChanges(lexicon, words);
  changeLexicons.set(words.language, lexicon);
  return lexicon;
}

/** Words that are too short or too common to tell a language. */
const COMMON: ReadonlySet<Change> = new Set([
  ...(['to', 'by', 'verb', 'bit', 'much', 'only', 'more', 'add', 'all', 'decibel'] as const),
  ...(['denies', 'want', 'bar', 'loud', 'enough', 'too', 'most', 'least'] as const),
]);

const matchesOf = (tokens: readonly Token[], words: WordList): number =>
  changeLexiconFor(words)
    .phrasesOf(tokens)
    .reduce(
      (sum, match) =>
        match?.meanings.some(
          (meaning) => meaning.kind === 'change' && !COMMON.has(meaning.change),
        ) === true
          ? sum + match.length
          : sum,
      0,
    );

/** The language of a note. A short one often has no other words than those for changes. */
export function noteLanguageOf(tokens: readonly Token[]): string {
  const language = languageOf(tokens);
  const own = matchesOf(tokens, changeWordsFor(language));
  const best = WITH_CHANGES.reduce<{ language: string; matches: number }>(
    (most, words) => {
      const matches = matchesOf(tokens, words);
      return matches > most.matches ? { language: words.language, matches } : most;
    },
    { language, matches: own },
  );
  return own > 0 || best.matches === 0 ? language : best.language;
}
