import { expect, test } from 'vitest';
import { numberWords } from '../reading/number-words.ts';
import { phraseWords } from '../reading/tokenize.ts';
import { WORD_LISTS } from './word-lists.ts';

const spellingOf = (phrase: string): string => phraseWords(phrase).join(' ');

test.each(WORD_LISTS.map((list) => [list.language, list] as const))(
  'the number words of %s are none that the library spells',
  (language, { numbers = {} }) => {
    const spelled = new Set(
      numberWords(language).flatMap(([value, words]) =>
        words.split('|').map((phrase) => `${value} ${spellingOf(phrase)}`),
      ),
    );
    const both = Object.entries(numbers).flatMap(([value, words]) =>
      words.split('|').filter((phrase) => spelled.has(`${value} ${spellingOf(phrase)}`)),
    );
    expect(both).toEqual([]);
  },
);
