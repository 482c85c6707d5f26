import {
  type Brief,
  cleanText,
  DEFAULT_USE,
  Intent,
  type InterpreterModel,
  type Origin,
} from '@fermata/contracts/values';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { inSubstyle } from '../styles/substyle.ts';
import { barsInSeconds } from './bars-in-seconds.ts';
import { type Choice, choice } from './choice.ts';
import { readForm } from './choose-form.ts';
import { chooseKey } from './choose-key.ts';
import { chooseLength } from './choose-length.ts';
import { chooseMetre } from './choose-metre.ts';
import { chooseEnergy, chooseMood } from './choose-mood.ts';
import { chooseParts } from './choose-parts.ts';
import { chooseStyle } from './choose-style.ts';
import { chooseSubstyle, substyleWish } from './choose-substyle.ts';
import { chooseTempo } from './choose-tempo.ts';
import { understandingOf } from './explain/understanding-of.ts';
import { loopNote } from './loop-note.ts';
import { readLevels } from './read-levels.ts';
import { readPresence } from './read-presence.ts';
import { readSections } from './read-sections.ts';
import {
  addMeanings,
  type UnreadWords,
  unreadWordsOf,
  type WordMeaning,
} from './reading/add-meanings.ts';
import { readText } from './reading/read-text.ts';
import { contentsOf, type TextReading } from './reading/wish.ts';
import { subjectOf } from './subject-of.ts';

export const INTERPRETER = { name: 'fermata-grammar', version: '1' } as const;

/** What a model reads in words that the grammar does not understand. */
export interface ModelReading {
  readonly model: InterpreterModel;
  readonly meanings: readonly WordMeaning[];
}

/**
 * Interprets a brief by words and grammar. Structured fields override the text, and the text overrides the style's
 * defaults. A text without recognisable words gets defaults, with the reason recorded. The brief's seed draws key,
 * tempo and metre, if nothing else decides them. `understanding` has the outcome of every wish of the text.
 * `loopTempoBpm`: the tempo of the brief's audio loop, which the piece takes unless a number is asked for. `models`: in
 * the order in which they read the text. Never throws on free text.
 */
export function interpretBrief(
  brief: Brief,
  loopTempoBpm?: number,
  models: readonly ModelReading[] = [],
): Intent {
  const { reading: read, used } = readWith(brief.text, models);
  const { reading, choices } = chooseFields(brief, read, loopTempoBpm);
  const { durationSeconds, energy, tempoBpm } = choices;
  const form = readForm(reading, { durationSeconds: durationSeconds.value, energy: energy.value });
  const requested = formFieldsOf(brief);
  const presence = readPresence(reading, durationSeconds.value);
  const sections = readSections(reading);
  const levels = readLevels(reading);
  const aboutLoop =
    brief.audioLoop && loopTempoBpm !== undefined
      ? loopNote({ ...brief.audioLoop, tempoBpm: loopTempoBpm }, tempoBpm.value)
      : null;
  const intent = Intent.parse({
    text: brief.text,
    ...(brief.preview ? { preview: brief.preview } : {}),
    ...form,
    ...requested,
    ...wordsOf(reading),
    ...(presence.length > 0 ? { presence } : {}),
    ...(sections.length > 0 ? { sectionPresence: sections } : {}),
    ...(levels.length > 0 ? { levels } : {}),
    ...(brief.audioLoop && loopTempoBpm !== undefined ? { loopTempoBpm } : {}),
    ...Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value])),
    interpreter: used.length > 0 ? { ...INTERPRETER, models: used } : INTERPRETER,
    origins: {
      ...Object.fromEntries(Object.keys(form).map((name) => [name, 'understood'])),
      ...Object.fromEntries(Object.entries(choices).map(([name, { origin }]) => [name, origin])),
      ...Object.fromEntries(Object.keys(requested).map((name) => [name, 'asked'])),
    },
    notes: [
      ...Object.values(choices).map(({ note }) => cleanText(note, 300)),
      ...(aboutLoop === null ? [] : [aboutLoop]),
    ],
  });
  return { ...intent, understanding: understandingOf(reading, intent) };
}

/** The words of a text that neither the grammar nor these models understand. */
export const unreadWords = (text: string, models: readonly ModelReading[] = []): UnreadWords[] =>
  unreadWordsOf(readWith(text, models).reading);

function readWith(
  text: string,
  models: readonly ModelReading[],
): { reading: TextReading; used: InterpreterModel[] } {
  const { reading, used } = addMeanings(
    readText(text),
    models.map(({ model, meanings }) => ({ name: model.name, meanings })),
  );
  return {
    reading,
    used: models.flatMap(({ model }) => (used.has(model.name) ? [model] : [])),
  };
}

/** With the reading in which places that count bars are seconds. */
function chooseFields(brief: Brief, read: TextReading, loopTempoBpm: number | undefined) {
  const { tempoBpm, metre, ...character } = chooseCharacter(brief, read, loopTempoBpm);
  const piece = { tempoBpm: tempoBpm.value, metre: metre.value };
  const reading = barsInSeconds(read, piece);
  const durationSeconds = chooseLength(brief, reading, piece);
  return { reading, choices: { ...character, tempoBpm, metre, durationSeconds } };
}

function chooseCharacter(brief: Brief, reading: TextReading, loopTempoBpm: number | undefined) {
  const style = chooseStyle(brief, reading);
  const origin: Origin = style.origin === 'fallback' ? 'fallback' : 'style-default';
  const named = substyleWish(reading, style.value);
  // What the style does not say of energy and mood, a named substyle does.
  const usual = inSubstyle(STYLE_DEFINITIONS[style.value], named?.substyle);
  const mood = chooseMood(brief, reading, usual, origin);
  const energy = chooseEnergy(brief, reading, usual, mood.value, origin);
  const substyle = chooseSubstyle(style.value, named, energy.value);
  const definition = inSubstyle(STYLE_DEFINITIONS[style.value], substyle?.value);
  const tempoBpm = chooseTempo(brief, reading, definition, mood.value, loopTempoBpm);
  const metre = chooseMetre(brief, reading, definition);
  return {
    style,
    ...(substyle ? { substyle } : {}),
    mood,
    tempoBpm,
    key: chooseKey(brief, reading, definition, mood.value),
    metre,
    energy,
    withoutParts: chooseParts(brief, reading, definition),
    use: chooseUse(brief),
    language: chooseLanguage(reading),
  };
}

const chooseUse = ({ use }: Brief): Choice<Intent['use']> =>
  use === undefined
    ? choice(DEFAULT_USE, 'fallback', `use: ${DEFAULT_USE}, as no other is asked for`)
    : choice(use, 'asked', `use: ${use}, as requested`);

const chooseLanguage = ({ language }: TextReading): Choice<string> =>
  choice(
    language,
    language === 'und' ? 'fallback' : 'understood',
    `language: ${language}, by the words of the text`,
  );

/** Genre, instruments and subject, as the text names them. */
function wordsOf(reading: TextReading): Partial<Pick<Intent, 'genre' | 'instruments' | 'subject'>> {
  const subject = subjectOf(reading);
  const genre = contentsOf(reading, 'genre').find(({ wish }) => wish.polarity === 'wanted');
  const instruments = [
    ...contentsOf(reading, 'alone').flatMap(({ content }) => content.instruments),
    ...contentsOf(reading, 'instrument').flatMap(({ wish, content }) =>
      wish.polarity === 'wanted' ? [content.instrument] : [],
    ),
  ];
  return {
    ...(genre ? { genre: genre.content.genre.name } : {}),
    ...(instruments.length > 0 ? { instruments: [...new Set(instruments)].slice(0, 16) } : {}),
    ...(subject === undefined ? {} : { subject }),
  };
}

/** Fields that a text may set, too; those of the form decide. */
function formFieldsOf({
  ending,
  energyCurve,
  hits,
  motif,
  audioLoop,
  master,
  soundFontParts,
}: Brief): Partial<Intent> {
  return Object.fromEntries(
    Object.entries({ ending, energyCurve, hits, motif, audioLoop, master, soundFontParts }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
