import {
  type Key,
  MODES,
  type Mood,
  PART_NAMES,
  type PartName,
  type Style,
  TempoBpm,
  TONICS,
} from '@fermata/contracts/values';
import { findMeaning, type WordMatch } from './find-meaning.ts';
import {
  ENERGY_WORDS,
  ENGLISH_TONICS,
  GERMAN_TONICS,
  MOOD_WORDS,
  PART_WORDS,
  STYLE_WORDS,
  TEMPO_WORDS,
} from './vocabulary.ts';

export interface TextReading {
  readonly style: WordMatch<Style> | undefined;
  readonly mood: WordMatch<Mood> | undefined;
  readonly tempo: WordMatch<'slow' | 'fast'> | undefined;
  /** A number in the text, clamped to the allowed range. */
  readonly bpm: { readonly value: number; readonly said: string } | undefined;
  readonly key:
    | {
        readonly tonic: Key['tonic'] | undefined;
        readonly mode: Key['mode'];
        readonly said: string;
      }
    | undefined;
  readonly energy: WordMatch<number> | undefined;
  readonly without: readonly PartName[];
  readonly seconds: { readonly value: number; readonly said: string } | undefined;
}

/** Applies the rules to free text. Unknown words are ignored. */
export function readText(text: string): TextReading {
  return {
    style: findMeaning(text, STYLE_WORDS),
    mood: findMeaning(text, MOOD_WORDS),
    tempo: findMeaning(text, TEMPO_WORDS),
    bpm: readBpm(text),
    key: readKey(text),
    energy: findMeaning(text, ENERGY_WORDS),
    without: readWithout(text),
    seconds: readSeconds(text),
  };
}

const LOWEST_BPM = TempoBpm.minValue ?? 40;
const HIGHEST_BPM = TempoBpm.maxValue ?? 200;

function readBpm(text: string): TextReading['bpm'] {
  const match = /(\d{1,4}(?:\.\d{1,2})?)\s*-?\s*(?:bpm|beats (?:per|a) minute|schläge)/iu.exec(
    text,
  );
  if (!match) return undefined;
  return { value: Math.max(LOWEST_BPM, Math.min(HIGHEST_BPM, Number(match[1]))), said: match[0] };
}

/** Names of the modes, and common words for them. */
const MODE_WORDS: Readonly<Record<string, Key['mode']>> = {
  ...Object.fromEntries(MODES.map((mode) => [mode, mode])),
  moll: 'minor',
  dur: 'major',
};
const MODE_PATTERN = Object.keys(MODE_WORDS).join('|');

function readKey(text: string): TextReading['key'] {
  const german = /(?<!\p{L})([a-h](?:is|es|s)?)[\s-]+(dur|moll)(?!\p{L})/iu.exec(text);
  if (german) return keyOf(GERMAN_TONICS[german[1]?.toLowerCase() ?? ''], german[2], german[0]);
  // A lower-case "a" is an article: "a minor setback" names no key; "in a minor" and "A minor"
  // do.
  const english = new RegExp(
    `(?<!\\p{L})(?:(in|key of)\\s+)?([A-Ga-g])\\s?(#|♯|b|♭|sharp|flat)?[\\s-]+(${MODE_PATTERN})(?!\\p{L})`,
    'u',
  ).exec(text.replace(/Major|Minor|MAJOR|MINOR/gu, (word) => word.toLowerCase()));
  if (english) {
    const letter = english[2] ?? '';
    if (english[1] !== undefined || letter !== 'a') {
      const accidental = english[3] === undefined ? '' : /#|♯|sharp/u.test(english[3]) ? '#' : 'b';
      const name = letter.toUpperCase() + accidental;
      return keyOf(ENGLISH_TONICS[name.toLowerCase()] ?? name, english[4], english[0].trim());
    }
  }
  const mode = new RegExp(`(?<!\\p{L})(${MODE_PATTERN})(?!\\p{L})`, 'iu').exec(text);
  return mode && mode[1]?.toLowerCase() !== 'dur' ? keyOf(undefined, mode[1], mode[0]) : undefined;
}

function keyOf(
  tonic: string | undefined,
  modeWord: string | undefined,
  said: string,
): TextReading['key'] {
  const mode = MODE_WORDS[modeWord?.toLowerCase() ?? ''];
  if (!mode) return undefined;
  return { tonic: TONICS.find((known) => known === tonic), mode, said };
}

const NEGATION_WORDS =
  '(?:no|without(?: any)?|minus|drop the|remove the|mute the|ohne|kein(?:e|en)?)';
function readWithout(text: string): PartName[] {
  const parts = PART_NAMES.filter(
    (part) =>
      new RegExp(
        `(?<!\\p{L})${NEGATION_WORDS}\\s+(?:the\\s+|\\p{L}+\\s+(?:and|or|und|` +
          `oder)\\s+)?(?:${PART_WORDS[part]})(?!\\p{L})`,
        'iu',
      ).test(text) ||
      (part === 'drums' && /(?<!\p{L})(?:drumless|beatless)(?!\p{L})/iu.test(text)),
  );
  // At least one part must remain.
  return parts.slice(0, PART_NAMES.length - 1);
}

function readSeconds(text: string): TextReading['seconds'] {
  const match =
    /(\d{1,5}(?:\.\d+)?)\s*-?\s*(sec(?:ond)?s?|sekunden?|min(?:ute)?s?|minuten?)(?!\p{L})/iu.exec(
      text,
    );
  if (!match) return undefined;
  return { value: Number(match[1]) * (/^min/iu.test(match[2] ?? '') ? 60 : 1), said: match[0] };
}
