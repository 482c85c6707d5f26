import { type Key, TONICS } from '@fermata/contracts/values';
import { KEY_IN_ONE_WORD, MINOR_MARK, SEMITONES } from '../words/note-letters.ts';
import { WORD_LISTS } from '../words/word-lists.ts';
import type { Phrases } from './lexicon.ts';
import { markersFor, type MarkLookup } from './markers-for.ts';
import type { Meaning, MeaningKind } from './meaning.ts';
import type { Token } from './tokenize.ts';
import type { Wish } from './wish.ts';

type Tonic = Key['tonic'];

const semitonesOf = (names: Readonly<Record<string, string>> | undefined) =>
  Object.entries(names ?? {}).flatMap(([semitone, words]) =>
    words.split('|').map((word): [string, number] => [word, Number(semitone)]),
  );
/** The names of notes that a language has beside the letters: in German h is b, and b is b flat. */
const NOTE_NAMES: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  WORD_LISTS.map(({ language, noteNames }) => [language, new Map(semitonesOf(noteNames))]),
);
const noteNamesOf = (language: string): ReadonlyMap<string, number> =>
  NOTE_NAMES.get(language) ?? new Map<string, number>();
/** "fis" is a note in texts of any language. */
const LONG_NOTE_NAMES: ReadonlyMap<string, number> = new Map(
  WORD_LISTS.flatMap(({ noteNames }) => semitonesOf(noteNames)).filter(([name]) => name.length > 1),
);
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
  const marks = markersFor(language);
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
      tonicOf(tokens, at, language, {
        sharpAt: (index) => meaningAt(index, 'accidental')?.sharp,
        hasMode: (index) => meaningAt(index, 'mode') !== undefined,
        marks,
      }) ??
      solfegeOf(
        at,
        (index) => meaningAt(index, 'note')?.tonic,
        (index) => meaningAt(index, 'accidental')?.sharp,
      );
    if (found) {
      const next = at + found.length;
      const mode = found.mode ?? modeAt(tokens, next, (index) => meaningAt(index, 'mode')?.mode);
      const isArticle = isArticleAt(tokens, at, next + 1, { phrases, label, marks });
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
    if (alone && isModeAlone(tokens, at, alone.mode, { label, language, marks }))
      at = take(at - label.length, at + (isKeyWord(tokens[at + 1], marks) ? 1 : 0), {
        tonic: undefined,
        mode: alone.mode,
      });
  }
  return { wishes, taken };
}

/** "a minor mood", "A major brand needs", "mi mayor deseo": a letter that is an article, or the word for "my". */
function isArticleAt(
  tokens: readonly Token[],
  at: number,
  behind: number,
  { phrases, label, marks }: { phrases: Phrases; label: KeyLabel; marks: MarkLookup },
): boolean {
  const [token, next] = [tokens[at], tokens[behind]];
  if (!token || (label.length > 0 && !label.isIn)) return false;
  // Behind a key there is a break, or a word of its clause such as "with".
  const endsThere =
    next === undefined || isBreak(next.gap) || marks.of(next.word).markers.includes('afterKey');
  if (token.raw === 'a') return label.length === 0 || !endsThere;
  const startsSentence = at === 0 || /[.!?\n]/u.test(token.gap);
  if (token.raw === 'A')
    return label.length === 0 && startsSentence && !endsThere && !isKeyWord(next, marks);
  return (
    marks.of(token.word).markers.includes('nameOfNote') &&
    label.length === 0 &&
    !endsThere &&
    phrases[behind] === undefined
  );
}

interface KeyLabel {
  readonly length: number;
  readonly isIn: boolean;
}

/** The tokens of "key of" and the like before this one. `isIn`: only a preposition. */
function labelBefore(tokens: readonly Token[], at: number, phrases: Phrases): KeyLabel {
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
  {
    sharpAt,
    hasMode,
    marks,
  }: {
    sharpAt: (index: number) => boolean | undefined;
    hasMode: (index: number) => boolean;
    marks: MarkLookup;
  },
): FoundTonic | undefined {
  const token = tokens[at];
  if (!token || token.number !== undefined) return undefined;
  const after = tokens[at + 1];
  const isJoined = (index: number): boolean => tokens[index]?.gap === '';
  const natural = SEMITONES.get(token.word);
  if (natural !== undefined) {
    const sign = after && isJoined(at + 1) ? { '#': 1, '♯': 1, '♭': -1 }[after.raw] : undefined;
    const word = after && /^[\s-]?$/u.test(after.gap) ? sharpAt(at + 1) : undefined;
    const shift = sign ?? (word === undefined ? 0 : word ? 1 : -1);
    const isNaturalScale =
      marks.of(after?.word ?? '').markers.includes('natural') && hasMode(at + 2);
    const length = shift === 0 && !isNaturalScale ? 1 : 2;
    const isMinor = sign !== undefined && tokens[at + 2]?.word === MINOR_MARK && isJoined(at + 2);
    const own = shift === 0 ? noteNamesOf(language).get(token.word) : undefined;
    const tonic = tonicAt(own ?? natural + shift);
    return {
      tonic,
      length: isMinor ? length + 1 : length,
      ...(isMinor ? { mode: 'minor' as const } : {}),
      isDoubtful: shift === 0,
    };
  }
  const joined = KEY_IN_ONE_WORD.exec(token.raw);
  if (joined) {
    const [, letter = 'C', flat = '', mark = ''] = joined;
    return {
      tonic: tonicAt((SEMITONES.get(letter.toLowerCase()) ?? 0) - flat.length),
      length: 1,
      ...(mark === '' ? {} : { mode: mark === 'maj' ? ('major' as const) : ('minor' as const) }),
      isDoubtful: ['Am', 'Ab'].includes(token.raw),
    };
  }
  const named = LONG_NOTE_NAMES.get(token.word);
  return named === undefined ? undefined : { tonic: tonicAt(named), length: 1, isDoubtful: true };
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

const isKeyWord = (token: Token | undefined, marks: MarkLookup): boolean =>
  token !== undefined && marks.of(token.word).markers.includes('keyWord');
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
  label: KeyLabel,
): boolean {
  if (mode !== undefined) return false;
  if (label.length > 0 && !label.isIn) return true;
  const isLetter = /^(?:[a-g]|[A-G])b?$/u.test(tokens[from]?.raw ?? '');
  if (label.isIn)
    return (isLetter || to > from) && tokens[from]?.raw !== 'a' && isBreak(tokens[to + 1]?.gap);
  return !isDoubtful && (to > from || standsAlone(tokens, from, to));
}

/** "in minor", "a minor key", "dorian": a mode without a note. "a minor setback" has none. */
function isModeAlone(
  tokens: readonly Token[],
  at: number,
  mode: Key['mode'],
  { label, language, marks }: { label: KeyLabel; language: string; marks: MarkLookup },
): boolean {
  if (mode !== 'major' && mode !== 'minor') return true;
  const next = tokens[at + 1];
  return (
    isKeyWord(next, marks) ||
    (label.length > 0 &&
      !(next && /^[\s-]+$/u.test(next.gap) && language !== 'de' && !isKeyWord(next, marks))) ||
    standsAlone(tokens, at, at) ||
    marks.of(tokens[at]?.word ?? '').markers.includes('keyAlone')
  );
}
