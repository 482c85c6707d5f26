/** Text to hashed features, as models/train/text/features.py makes them for the training. */

const LIGATURES: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ß: 'ss',
};
/** Scripts without gaps between words: each character counts as a word. */
const SINGLE = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff々]/u;
const LETTER = /[\p{L}\p{M}]/u;
const HANGUL = /[\uac00-\ud7a3]/u;
const LONGEST_RUN_GRAM = 4;

export interface FeatureSize {
  readonly buckets: number;
  readonly mostWords: number;
  readonly mostFeatures: number;
}

/** Case, accents and apostrophes do not count. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/gu, '')
    .normalize('NFC')
    .replace(/[œæøłıđß]/gu, (letter) => LIGATURES[letter] ?? letter);

/** The hashed features of each word of a text, up to the limits. */
export function featuresOf(text: string, size: FeatureSize): number[][] {
  const words: string[][] = [];
  let word = '';
  let run: string[] = [];
  const endWord = (): void => {
    if (word !== '') words.push(gramsOfWord(word).slice(0, size.mostFeatures));
    word = '';
  };
  const endRun = (): void => {
    words.push(...run.map((_, at) => gramsAt(run, at)));
    run = [];
  };
  for (const character of fold(text)) {
    if (words.length >= size.mostWords) break;
    if (SINGLE.test(character)) {
      endWord();
      run.push(character);
    } else if (LETTER.test(character)) {
      endRun();
      word += character;
    } else {
      endWord();
      endRun();
    }
  }
  endWord();
  endRun();
  return words
    .slice(0, size.mostWords)
    .map((grams) => grams.map((gram) => bucketOf(gram, size.buckets)));
}

function gramsOfWord(word: string): string[] {
  const marked = [...`<${word}>`];
  const least = HANGUL.test(word) ? 2 : 3;
  const grams = [`w${word}`];
  for (let length = least; length < least + 3; length++)
    for (let at = 0; at + length <= marked.length; at++)
      grams.push(marked.slice(at, at + length).join(''));
  return grams;
}

function gramsAt(run: readonly string[], at: number): string[] {
  const grams = [];
  for (let length = 1; length <= LONGEST_RUN_GRAM && at + length <= run.length; length++)
    grams.push(run.slice(at, at + length).join(''));
  return grams;
}

const utf8 = new TextEncoder();

/** FNV-1a, 32 bits. Bucket 0 is empty: it pads. */
function bucketOf(feature: string, buckets: number): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(feature)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return 1 + (((hash ^ (hash >>> 15)) >>> 0) % (buckets - 1));
}
