import { STYLES } from '@fermata/contracts/values';
import { STYLE_RECOGNITIONS } from '../../styles/style-recognitions.ts';
import type { Words } from './word-list.ts';
import { WORD_LISTS } from './word-lists.ts';

/** Prints the words of styles, moods, energy, instruments and scenes as JSON, for the training of the text encoder. */
const phrasesOf = (words: Words | undefined): string[] =>
  (words ?? '')
    .split('|')
    .map((phrase) => phrase.replaceAll('*', '').trim())
    .filter((phrase) => phrase !== '');

const namedWords = (kind: string, lists: Readonly<Record<string, Words>> | undefined) =>
  Object.entries(lists ?? {}).flatMap(([name, words]) =>
    phrasesOf(words).map((word) => ({ kind, name, word })),
  );

const styles = STYLES.flatMap((style) =>
  phrasesOf(STYLE_RECOGNITIONS[style].names).map((word) => ({ style, word })),
);
const words = WORD_LISTS.flatMap((list) =>
  [
    ...namedWords('mood', list.moods),
    ...namedWords('style', list.styles),
    ...namedWords('energy', list.energy),
    ...namedWords('instrument', list.instruments),
    ...namedWords('scene', list.scenes),
    ...namedWords('plain', { plain: list.plain }),
    ...phrasesOf(list.notMusic).map((word) => ({ kind: 'notMusic', name: 'notMusic', word })),
  ].map((word) => ({ language: list.language, ...word })),
);
process.stdout.write(JSON.stringify({ styles, words }));
