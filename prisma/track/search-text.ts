/** Combining marks of Latin, Greek and Cyrillic letters. Those of other scripts distinguish words. */
const ACCENTS = /[\u0300-\u036f]/g;
const GAPS = /[^\p{L}\p{M}\p{N}\p{S}#]+/gu;

/** The text as it is searched: one form for every normalisation and case, without accents and punctuation. */
export const searchText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(GAPS, ' ')
    .trim();

/** The tags as they are searched, each between bars. */
export const searchTags = (tags: readonly string[]): string =>
  tags.length === 0 ? '' : `| ${tags.map(searchText).join(' | ')} |`;

/**
 * A pattern of LIKE for each word: it may stand anywhere in a word, except that a single letter or digit (of "D major")
 * is a word of its own. Folded text has no characters with a meaning in patterns.
 */
export const wordPatterns = (text: string): string[] =>
  searchText(text)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => (/^[a-z\d]$/.test(word) ? `% ${word} %` : `%${word}%`));
