import { SECTION_NAMES } from '../words/markers.ts';
import { WORD_LISTS } from '../words/word-lists.ts';

/** A part of a text that quotes words to be sung, or any words: it asks for nothing. */
export interface QuotedWords {
  readonly start: number;
  readonly end: number;
}

const FEWEST_WORDS = 3;
const QUOTES: readonly RegExp[] = [
  /"[^"]{3,600}"/gu,
  /[“„][^“”„]{3,600}[”“]/gu,
  /«[^«»]{3,600}»/gu,
  /「[^「」]{2,600}」/gu,
  /(?<![\p{L}\p{N}])['‘](?=[^\s'‘’\d])[^\n]{3,300}?(?<=[^\s'‘’])['’](?![\p{L}\p{N}])/gu,
];
const LABEL_WORDS = WORD_LISTS.flatMap(({ sections }) =>
  SECTION_NAMES.flatMap((name) => sections?.[name]?.split('|') ?? []),
).map((words) => words.replaceAll(/\s/gu, '[\\s-]?'));
const LABEL = new RegExp(`\\[\\s*(?:${LABEL_WORDS.join('|')})[^\\]\\n]{0,30}\\]`, 'giu');

/**
 * Words in quotation marks, and after labels such as [Verse]. `isAboutMusic` tells whether a part after a label, or a
 * quotation that is most of the text, is about the music after all.
 */
export function findLyrics(text: string, isAboutMusic: (part: string) => boolean): QuotedWords[] {
  const isBrief = (words: string): boolean =>
    words.length > text.trim().length / 2 && isAboutMusic(words);
  const quoted = QUOTES.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([words]) => words.split(/\s+/u).length >= FEWEST_WORDS && !isBrief(words))
      .map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
  const labels = [...text.matchAll(LABEL)];
  const labelled = labels.map((label, index) => {
    const from = label.index + label[0].length;
    const to = labels[index + 1]?.index ?? text.length;
    const part = text.slice(from, to);
    const end = isAboutMusic(part) ? from : from + part.trimEnd().length;
    return { start: label.index, end };
  });
  return [...quoted, ...labelled]
    .sort((a, b) => a.start - b.start)
    .filter(({ start }, index, all) => all.slice(0, index).every(({ end }) => end <= start));
}
