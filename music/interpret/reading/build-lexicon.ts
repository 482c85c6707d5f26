import {
  type Key,
  METRES,
  MODES,
  type Mood,
  MOODS,
  PART_NAMES,
  type Style,
  STYLES,
} from '@fermata/contracts/values';
import { STYLE_RECOGNITIONS } from '../../styles/style-recognitions.ts';
import { playedStyles } from '../words/asked-style.ts';
import { GENRES } from '../words/genres.ts';
import { type InstrumentName, INSTRUMENTS } from '../words/instruments.ts';
import { PEOPLE } from '../words/people.ts';
import { type SceneName, SCENES } from '../words/scenes.ts';
import type { WordList } from '../words/word-list.ts';
import type { Lexicon, WordSink } from './lexicon.ts';
import type { CueEvent, TimeWord, Unit } from './meaning.ts';
import { numberWords } from './number-words.ts';

export const NAME_WEIGHT = 5;
export const HINT_WEIGHT = 2;

/** The names and hints of the styles, the genres that none plays, and people: the same in every language. */
export function addSharedWords(lexicon: WordSink): void {
  addStyleNames(lexicon);
  for (const style of STYLES) {
    lexicon.add(STYLE_RECOGNITIONS[style].hints, { kind: 'style', style, weight: HINT_WEIGHT });
    addSubstyles(lexicon, style);
  }
  lexicon.add(PEOPLE, { kind: 'person' });
}

/** The words for the substyles of a style. */
export function addSubstyles(lexicon: WordSink, style: Style): void {
  for (const [substyle, words] of Object.entries(STYLE_RECOGNITIONS[style].substyles ?? {}))
    lexicon.add(words, { kind: 'substyle', style, substyle });
}

/** The names of styles, and of genres that none plays. */
export function addStyleNames(lexicon: WordSink): void {
  for (const style of STYLES)
    lexicon.add(STYLE_RECOGNITIONS[style].names, { kind: 'style', style, weight: NAME_WEIGHT });
  for (const [name, { words }] of Object.entries(GENRES)) addGenre(lexicon, name, words);
}

function addGenre(lexicon: WordSink, name: string, words: string): void {
  const { near = [], includes = [] } = GENRES[name] ?? {};
  const genre = { name, near: playedStyles(near), includes: playedStyles(includes) };
  lexicon.add(words, { kind: 'genre', genre });
}

const NOTES: readonly (Key['tonic'] & ('C' | 'D' | 'E' | 'F' | 'G' | 'A' | 'B'))[] = [
  'C',
  'D',
  'E',
  'F',
  'G',
  'A',
  'B',
];
const UNITS: readonly Unit[] = ['second', 'minute', 'hour', 'bar', 'bpm', 'lufs'];
const EVENTS: readonly CueEvent[] = ['drop', 'climax', 'accent', 'break', 'stop'];
const TIMES: readonly TimeWord[] = [
  ...(['first', 'last', 'after', 'until', 'at', 'around', 'from'] as const),
  ...(['firstHalf', 'secondHalf'] as const),
];
/** Words that name a half only roughly. */
const LOOSE_HALVES = { beginning: 'firstHalf', end: 'secondHalf' } as const;
const namesOf = <Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(record).filter((name): name is Name => Object.hasOwn(record, name));

/** All words of the language of a text. */
export function addWords(lexicon: WordSink, list: WordList): void {
  addWishes(lexicon, list);
  addUnits(lexicon, list);
  lexicon.add(list.plain, { kind: 'plain' });
  for (const kind of ['not', 'notAfter', 'less', 'only', 'and', 'or', 'but'] as const)
    lexicon.add(list[kind], { kind });
  for (const kind of ['keyLabel', 'tempoLabel', 'like'] as const) lexicon.add(list[kind], { kind });
  lexicon.add(list.styleOf, { kind: 'like', isStyleOf: true });
  for (const [number, words] of Object.entries(list.numbers ?? {}))
    lexicon.add(words, { kind: 'number', value: Number(number) });
  for (const half of ['half', 'plusHalf'] as const)
    lexicon.add(list.halves?.[half], { kind: 'half', half });
  for (const time of TIMES) lexicon.add(list.times?.[time], { kind: 'time', time });
  for (const words of ['beginning', 'end'] as const)
    lexicon.add(list.times?.[words], { kind: 'time', time: LOOSE_HALVES[words], isLoose: true });
  for (const tonic of NOTES) lexicon.add(list.notes?.[tonic], { kind: 'note', tonic });
  lexicon.add(list.sharp, { kind: 'accidental', sharp: true });
  lexicon.add(list.flat, { kind: 'accidental', sharp: false });
}

/** The words for wishes: those in English, and its negations, stand in texts of every language. */
export function addForeignWords(lexicon: Lexicon, list: WordList): void {
  const sink: WordSink = { add: (words, meaning) => lexicon.addForeign(words, meaning) };
  addSharedWords(sink);
  addWishes(sink, list);
  addUnits(sink, list);
  sink.add(list.not, { kind: 'not' });
}

/** Words that do not tell the language of a text: false friends, and the numbers as people spell them. */
export function addCommonWords(lexicon: WordSink, { language, falseFriends }: WordList): void {
  lexicon.add(falseFriends, { kind: 'plain' });
  for (const [value, words] of numberWords(language)) lexicon.add(words, { kind: 'number', value });
}

function addUnits(lexicon: WordSink, list: WordList): void {
  for (const unit of UNITS) lexicon.add(list.units?.[unit], { kind: 'unit', unit });
  for (const mode of MODES) lexicon.add(list.modes?.[mode], { kind: 'mode', mode });
}

function addWishes(lexicon: WordSink, list: WordList): void {
  lexicon.add(list.notMusic, { kind: 'notMusic' });
  for (const mood of MOODS satisfies readonly Mood[])
    lexicon.add(list.moods?.[mood], { kind: 'mood', mood });
  for (const change of ['more', 'less'] as const)
    lexicon.add(list.energy?.[change], { kind: 'energy', change });
  for (const tempo of ['slow', 'fast'] as const)
    lexicon.add(list.tempo?.[tempo], { kind: 'tempo', tempo });
  for (const part of PART_NAMES) lexicon.add(list.parts?.[part], { kind: 'part', part });
  for (const instrument of namesOf<InstrumentName>(INSTRUMENTS))
    lexicon.add(list.instruments?.[instrument], { kind: 'instrument', instrument });
  for (const change of ['louder', 'quieter'] as const)
    lexicon.add(list.levels?.[change], { kind: 'volume', change });
  lexicon.add(list.drumless, { kind: 'drumless' });
  lexicon.add(list.vocals, { kind: 'vocals' });
  lexicon.add(list.lyrics, { kind: 'lyrics' });
  for (const style of STYLES)
    lexicon.add(list.styles?.[style], { kind: 'style', style, weight: NAME_WEIGHT });
  for (const [name, words] of Object.entries(list.genres ?? {})) addGenre(lexicon, name, words);
  for (const scene of namesOf<SceneName>(SCENES))
    lexicon.add(list.scenes?.[scene], { kind: 'scene', scene });
  for (const ending of ['loop', 'final', 'fade'] as const)
    lexicon.add(list.endings?.[ending], { kind: 'ending', ending });
  for (const shape of ['build', 'quiet-start'] as const)
    lexicon.add(list.shapes?.[shape], { kind: 'shape', shape });
  for (const event of EVENTS) lexicon.add(list.events?.[event], { kind: 'event', event });
  for (const metre of METRES) lexicon.add(list.metres?.[metre], { kind: 'metre', metre });
  for (const [wish, words] of Object.entries(list.impossible ?? {}))
    lexicon.add(words, { kind: 'impossible', wish });
}
