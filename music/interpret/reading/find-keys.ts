import { type Key, TONICS } from '@fermata/contracts/values';
import type { Phrases } from './lexicon.ts';
import type { Meaning, MeaningKind } from './meaning.ts';
import type { Token } from './tokenize.ts';
import type { Wish } from './wish.ts';

type Tonic = Key['tonic'];

const SEMITONES: ReadonlyMap<string, number> = new Map([
  ...([
    ['c', 0],
    ['d', 2],
    ['e', 4],
    ['f', 5],
    ['g', 7],
    ['a', 9],
    ['b', 11],
    ['h', 11],
  ] as const),
]);
/** The names of German, where h is b and b is b flat. */
const GERMAN: ReadonlyMap<string, number> = new Map([
  ...([
    ['cis', 1],
    ['des', 1],
    ['dis', 3],
    ['es', 3],
    ['eis', 5],
    ['fis', 6],
    ['ges', 6],
  ] as const),
  ...([
    ['gis', 8],
    ['as', 8],
    ['ais', 10],
    ['b', 10],
    ['ces', 11],
    ['h', 11],
  ] as const),
]);
/** `Bb`, `Am`, `Ebm`, `Cmaj`: a letter and its marks in one word. */
const JOINED = /^([A-G])(b?)(m|min|maj)?$/u;
const tonicAt = (semitone: number): Tonic => TONICS[((semitone % 12) + 12) % 12] ?? 'C';

interface FoundTonic {
  readonly tonic: Tonic;
  /** The number of tokens. */
  readonly length: number;
  readonly mode?: Key['mode'];
  /** A letter that is a word of a language, too: it needs a mode or a label. */
  readonly isDoubtful: boolean;
}

/** The keys of a text, as musicians write them: "C#m", "fis-Moll", "key of Am", "B-flat minor", "do minore". */
export function findKeys(
  tokens: readonly Token[],
  phrases: Phrases,
  language: string,
): { wishes: Wish[]; taken: Set<number> } {
  const wishes: Wish[] = [];
  const taken = new Set<number>();
  const meaningAt = <Kind extends MeaningKind>(at: number, kind: Kind) =>
    phrases[at]?.meanings.find(
      (meaning): meaning is Extract<Meaning, { kind: Kind }> => meaning.kind === kind,
    );
  const take = (
    from: number,
    to: number,
    key: { tonic: Tonic | undefined; mode: Key['mode'] },
  ): number => {
    const [first, last] = [tokens[from], tokens[to]];
    if (!first || !last) return to;
    wishes.push({
      start: first.start,
      end: last.end,
      polarity: 'wanted',
      contents: [{ kind: 'key', ...key }],
    });
    for (let at = from; at <= to; at++) taken.add(at);
    return to;
  };
  for (let at = 0; at < tokens.length; at++) {
    const label = labelBefore(tokens, at, phrases);
    const found =
      tonicOf(tokens, at, language, (index) => meaningAt(index, 'accidental')?.sharp) ??
      solfegeOf(
        at,
        (index) => meaningAt(index, 'note')?.tonic,
        (index) => meaningAt(index, 'accidental')?.sharp,
      );
    if (found) {
      const next = at + found.length;
      const mode = found.mode ?? modeAt(tokens, next, (index) => meaningAt(index, 'mode')?.mode);
      const isArticle = isArticleAt(tokens, at, next + 1, phrases, label);
      if (
        mode !== undefined &&
        !isArticle &&
        !(
          found.isDoubtful &&
          found.mode &&
          label.length === 0 &&
          !standsAlone(tokens, at, next - 1)
        )
      ) {
        at = take(at - label.length, found.mode === undefined ? next : next - 1, {
          tonic: found.tonic,
          mode,
        });
        continue;
      }
      if (
        mode === undefined &&
        !isArticle &&
        isKeyWithoutMode(tokens, at, next - 1, found, label)
      ) {
        at = take(at - label.length, next - 1, { tonic: found.tonic, mode: 'major' });
        continue;
      }
    }
    const alone = meaningAt(at, 'mode');
    if (alone && isModeAlone(tokens, at, alone.mode, label, language))
      at = take(at - label.length, at + (isKeyWord(tokens[at + 1]) ? 1 : 0), {
        tonic: undefined,
        mode: alone.mode,
      });
  }
  return { wishes, taken };
}

/** Behind a key there is a break, or a word of its clause such as "with". */
const AFTER_KEY = new Set([
  ...['with', 'and', 'at', 'for', 'but', 'und', 'mit', 'bei', 'für', 'et', 'avec', 'y', 'con', 'e'],
]);

/** "a minor mood", "A major brand needs", "mi mayor deseo": a letter that is an article, or the word for "my". */
function isArticleAt(
  tokens: readonly Token[],
  at: number,
  behind: number,
  phrases: Phrases,
  label: { length: number; isIn: boolean },
): boolean {
  const [token, next] = [tokens[at], tokens[behind]];
  if (!token || (label.length > 0 && !label.isIn)) return false;
  const endsThere = next === undefined || isBreak(next.gap) || AFTER_KEY.has(next.word);
  if (token.raw === 'a') return label.length === 0 || !endsThere;
  const startsSentence = at === 0 || /[.!?\n]/u.test(token.gap);
  if (token.raw === 'A')
    return label.length === 0 && startsSentence && !endsThere && !isKeyWord(next);
  return token.word === 'mi' && label.length === 0 && !endsThere && phrases[behind] === undefined;
}

/** The tokens of "key of" and the like before this one. `isIn`: only a preposition. */
function labelBefore(
  tokens: readonly Token[],
  at: number,
  phrases: Phrases,
): { length: number; isIn: boolean } {
  for (let length = Math.min(4, at); length > 0; length--) {
    const match = phrases[at - length];
    if (match?.length === length && match.meanings.some(({ kind }) => kind === 'keyLabel'))
      return { length, isIn: length === 1 && (tokens[at - 1]?.word.length ?? 0) <= 2 };
  }
  return { length: 0, isIn: false };
}

function tonicOf(
  tokens: readonly Token[],
  at: number,
  language: string,
  sharpAt: (index: number) => boolean | undefined,
): FoundTonic | undefined {
  const token = tokens[at];
  if (!token || token.number !== undefined) return undefined;
  const after = tokens[at + 1];
  const isJoined = (index: number): boolean => tokens[index]?.gap === '';
  if (/^[a-h]$/u.test(token.word)) {
    const natural = SEMITONES.get(token.word) ?? 0;
    const sign = after && isJoined(at + 1) ? { '#': 1, '♯': 1, '♭': -1 }[after.raw] : undefined;
    const word = after && /^[\s-]?$/u.test(after.gap) ? sharpAt(at + 1) : undefined;
    const shift = sign ?? (word === undefined ? 0 : word ? 1 : -1);
    const isNaturalScale =
      after?.word === 'natural' && /^(?:minor|major)$/u.test(tokens[at + 2]?.word ?? '');
    const length = shift === 0 && !isNaturalScale ? 1 : 2;
    const isMinor = sign !== undefined && tokens[at + 2]?.word === 'm' && isJoined(at + 2);
    const isGerman = language === 'de' && shift === 0;
    const tonic = tonicAt(isGerman ? (GERMAN.get(token.word) ?? natural) : natural + shift);
    return {
      tonic,
      length: isMinor ? length + 1 : length,
      ...(isMinor ? { mode: 'minor' as const } : {}),
      isDoubtful: shift === 0,
    };
  }
  const joined = JOINED.exec(token.raw);
  if (joined) {
    const [, letter = 'C', flat = '', mark = ''] = joined;
    return {
      tonic: tonicAt((SEMITONES.get(letter.toLowerCase()) ?? 0) - flat.length),
      length: 1,
      ...(mark === '' ? {} : { mode: mark === 'maj' ? ('major' as const) : ('minor' as const) }),
      isDoubtful: ['Am', 'Ab'].includes(token.raw),
    };
  }
  const german = GERMAN.get(token.word);
  return german === undefined ? undefined : { tonic: tonicAt(german), length: 1, isDoubtful: true };
}

function solfegeOf(
  at: number,
  noteAt: (index: number) => Tonic | undefined,
  sharpAt: (index: number) => boolean | undefined,
): FoundTonic | undefined {
  const note = noteAt(at);
  if (note === undefined) return undefined;
  const sharp = sharpAt(at + 1);
  const shift = sharp === undefined ? 0 : sharp ? 1 : -1;
  return {
    tonic: tonicAt(TONICS.indexOf(note) + shift),
    length: shift === 0 ? 1 : 2,
    isDoubtful: true,
  };
}

const modeAt = (
  tokens: readonly Token[],
  at: number,
  mode: (index: number) => Key['mode'] | undefined,
): Key['mode'] | undefined => (/^[\s-]*$/u.test(tokens[at]?.gap ?? ',') ? mode(at) : undefined);

const KEY_WORDS = new Set([
  ...[
    'key',
    'mode',
    'scale',
    'tonality',
    'chord',
    'chords',
    'progression',
    'tonart',
    'tonalite',
    'tonalidad',
    'tonalita',
  ],
]);
const isKeyWord = (token: Token | undefined): boolean =>
  token !== undefined && KEY_WORDS.has(token.word);
const isBreak = (gap: string | undefined): boolean =>
  gap === undefined || /[.,;:!?()\n]/u.test(gap);
const standsAlone = (tokens: readonly Token[], from: number, to: number): boolean =>
  (from === 0 || isBreak(tokens[from]?.gap)) && isBreak(tokens[to + 1]?.gap);

/** "key: Bb", "in c", "F#": without a word for the mode it is major. */
function isKeyWithoutMode(
  tokens: readonly Token[],
  from: number,
  to: number,
  { isDoubtful, mode }: FoundTonic,
  label: { length: number; isIn: boolean },
): boolean {
  if (mode !== undefined) return false;
  if (label.length > 0 && !label.isIn) return true;
  const isLetter = /^[a-gA-G](?:b)?$/u.test(tokens[from]?.raw ?? '');
  if (label.isIn)
    return (isLetter || to > from) && tokens[from]?.raw !== 'a' && isBreak(tokens[to + 1]?.gap);
  return !isDoubtful && (to > from || standsAlone(tokens, from, to));
}

/** "in minor", "a minor key", "dorian": a mode without a note. "a minor setback" has none. */
function isModeAlone(
  tokens: readonly Token[],
  at: number,
  mode: Key['mode'],
  label: { length: number },
  language: string,
): boolean {
  if (mode !== 'major' && mode !== 'minor') return true;
  const next = tokens[at + 1];
  return (
    isKeyWord(next) ||
    (label.length > 0 &&
      !(next && /^[\s-]+$/u.test(next.gap) && language !== 'de' && !isKeyWord(next))) ||
    standsAlone(tokens, at, at) ||
    (language === 'de' && tokens[at]?.word === 'moll')
  );
}
