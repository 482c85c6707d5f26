import {
  type Brief,
  cleanText,
  Intent,
  type Key,
  type Metre,
  type Mood,
  type Style,
  STYLES,
  type Substyle,
  TempoBpm,
} from '@fermata/contracts/values';
import { MOOD_COLOURS } from '../styles/mood-colour.ts';
import { STYLE_DEFINITIONS } from '../styles/style-definitions.ts';
import { styleMetreIssue } from '../styles/style-metre-issue.ts';
import { STYLE_RECOGNITIONS } from '../styles/style-recognitions.ts';
import { inSubstyle, substyleFor } from '../styles/substyle.ts';
import { drawKey } from './draw-key.ts';
import { drawMetre } from './draw-metre.ts';
import { drawTempo } from './draw-tempo.ts';
import { findMeaning, type WordMatch } from './find-meaning.ts';
import { loopNote } from './loop-note.ts';
import { readText } from './read-text.ts';
import { languageOf, substyleWords } from './vocabulary.ts';

export const INTERPRETER = { name: 'fermata-rules', version: '1' } as const;
const FALLBACK_STYLE = 'lo-fi';
type Origin = Intent['origins'][string];

/** One field of an intent: its value, its origin, and the reason in words. */
interface Choice<T> {
  readonly value: T;
  readonly origin: Origin;
  readonly note: string;
}
const choice = <T>(value: T, origin: Origin, note: string): Choice<T> => ({ value, origin, note });

/**
 * Interprets a brief by rules. Structured fields override the text, and the text overrides the
 * style's defaults. A text without recognisable words gets defaults, with the reason recorded. The
 * brief's seed draws key, tempo and metre, if nothing else decides them.
 * `loopTempoBpm`: the tempo of the brief's audio loop, which the piece takes unless a number is asked
 * for. Never throws on free text.
 */
export function interpretBrief(brief: Brief, loopTempoBpm?: number): Intent {
  const read = readText(brief.text);
  const suitingStyle = STYLES.find((name) => suitsStyle(read, name));
  const style: Choice<Style> = brief.style
    ? choice(brief.style, 'asked', `style: ${brief.style}, as requested`)
    : read.style
      ? choice(
          read.style.meaning,
          'understood',
          `style: ${read.style.meaning}, because the brief says "${read.style.word}"`,
        )
      : suitingStyle
        ? choice(suitingStyle, 'understood', `style: ${suitingStyle}, because it suits the brief`)
        : choice(
            FALLBACK_STYLE,
            'fallback',
            `style: ${FALLBACK_STYLE}, because the brief names no known style`,
          );
  const named = findMeaning(brief.text, substyleWords(style.value));
  // What the style does not say of energy and mood, a named substyle does.
  const usual = inSubstyle(STYLE_DEFINITIONS[style.value], named?.meaning);

  const mood: Choice<Mood> = brief.mood
    ? choice(brief.mood, 'asked', `mood: ${brief.mood}, as requested`)
    : read.mood
      ? choice(
          read.mood.meaning,
          'understood',
          `mood: ${read.mood.meaning}, because the brief says "${read.mood.word}"`,
        )
      : choice(
          usual.mood,
          style.origin === 'fallback' ? 'fallback' : 'style-default',
          `mood: ${usual.mood}, as is usual in ${usual.label}`,
        );
  const colour = MOOD_COLOURS[mood.value];

  const energy =
    brief.energy !== undefined
      ? choice(brief.energy, 'asked', `energy: ${brief.energy}, as requested`)
      : read.energy
        ? choice(
            clampEnergy(usual.energy + colour.energy + read.energy.meaning),
            'understood',
            `energy: ${read.energy.meaning > 0 ? 'more' : 'less'} than usual, because the brief ` +
              `says "${read.energy.word}"`,
          )
        : choice(
            clampEnergy(usual.energy + colour.energy),
            style.origin === 'fallback' ? 'fallback' : 'style-default',
            `energy: as is usual in ${mood.value} ${usual.label}`,
          );
  const substyle = chooseSubstyle(style.value, named, energy.value);
  const definition = inSubstyle(STYLE_DEFINITIONS[style.value], substyle?.value);
  const tempo = chooseTempo(brief, read, definition, mood.value, loopTempoBpm);
  const key = chooseKey(brief, read, definition, mood.value);
  const metre = chooseMetre(brief, definition);
  const withoutParts = brief.withoutParts
    ? choice(
        brief.withoutParts,
        'asked',
        brief.withoutParts.length > 0
          ? `parts: without ${brief.withoutParts.join(', ')}, as requested`
          : 'parts: all, as requested',
      )
    : choice(
        [...read.without],
        read.without.length > 0 ? 'understood' : 'style-default',
        read.without.length > 0
          ? `parts: without ${read.without.join(', ')}, because the brief says so`
          : 'parts: all, as none is excluded',
      );
  const duration = choice(
    brief.durationSeconds,
    'asked',
    `duration: ${brief.durationSeconds} s, as requested` +
      (read.seconds && Math.abs(read.seconds.value - brief.durationSeconds) > 0.5
        ? `; the text says "${read.seconds.said}", the field decides`
        : ''),
  );
  const use = choice(brief.use, 'asked', `use: ${brief.use}, as requested`);
  const language = choice(
    languageOf(brief.text),
    'understood',
    `language: ${languageOf(brief.text)}, by the function words of the text`,
  );

  const fields = {
    style,
    ...(substyle ? { substyle } : {}),
    mood,
    tempoBpm: tempo,
    key,
    metre,
    durationSeconds: duration,
    energy,
    withoutParts,
    use,
    language,
  };
  const aboutLoop =
    brief.audioLoop && loopTempoBpm !== undefined
      ? loopNote({ ...brief.audioLoop, tempoBpm: loopTempoBpm }, tempo.value)
      : null;
  return Intent.parse({
    text: brief.text,
    ...(brief.preview ? { preview: brief.preview } : {}),
    ...formFieldsOf(brief),
    ...(brief.audioLoop && loopTempoBpm !== undefined ? { loopTempoBpm } : {}),
    ...Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
    interpreter: INTERPRETER,
    origins: {
      ...Object.fromEntries(Object.entries(fields).map(([name, { origin }]) => [name, origin])),
      ...Object.fromEntries(Object.keys(formFieldsOf(brief)).map((name) => [name, 'asked'])),
    },
    notes: [
      ...Object.values(fields).map(({ note }) => cleanText(note, 300)),
      ...(aboutLoop === null ? [] : [aboutLoop]),
    ],
  });
}

/** The substyle that the words name, else the one for the energy; undefined if the style has none. */
export function chooseSubstyle(
  style: Style,
  named: WordMatch<Substyle> | undefined,
  energy: number,
): Choice<Substyle> | undefined {
  const definition = STYLE_DEFINITIONS[style];
  const substyle = substyleFor(definition, { substyle: named?.meaning, energy });
  if (substyle === undefined) return undefined;
  const { label } = inSubstyle(definition, substyle);
  return named
    ? choice(substyle, 'understood', `substyle: ${label}, because the brief says "${named.word}"`)
    : choice(substyle, 'style-default', `substyle: ${label}, as suits an energy of ${energy}`);
}

/** Fields that only a form can set, passed on unchanged. */
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

type Definition = (typeof STYLE_DEFINITIONS)[keyof typeof STYLE_DEFINITIONS];
type Reading = ReturnType<typeof readText>;

const clampEnergy = (energy: number): number =>
  Math.round(Math.max(0.05, Math.min(1, energy)) * 100) / 100;

/** Whether a brief's wishes suit a style that it does not name. */
function suitsStyle(read: Reading, style: Style): boolean {
  const wanted = STYLE_RECOGNITIONS[style].suits;
  if (!wanted) return false;
  return (
    (read.mood !== undefined && wanted.moods.includes(read.mood.meaning)) ||
    (wanted.fast && read.tempo?.meaning === 'fast') ||
    (read.bpm?.value ?? 0) >= wanted.fromBpm
  );
}

const TEMPO_RANGE = { min: TempoBpm.minValue ?? 40, max: TempoBpm.maxValue ?? 200 } as const;

export const clampTempo = (bpm: number): number =>
  Math.max(TEMPO_RANGE.min, Math.min(TEMPO_RANGE.max, Math.round(bpm)));

function chooseTempo(
  brief: Brief,
  read: Reading,
  definition: Definition,
  mood: Mood,
  loopTempoBpm: number | undefined,
): Choice<number> {
  if (brief.tempoBpm !== undefined)
    return choice(brief.tempoBpm, 'asked', `tempo: ${brief.tempoBpm} beats a minute, as requested`);
  if (read.bpm)
    return choice(
      read.bpm.value,
      'understood',
      `tempo: ${read.bpm.value} beats a minute, because the brief says "${read.bpm.said}"`,
    );
  if (brief.audioLoop && loopTempoBpm !== undefined) {
    const { min, max } = TEMPO_RANGE;
    const tempo = Math.max(min, Math.min(max, loopTempoBpm));
    return choice(tempo, 'understood', `tempo: ${tempo} beats a minute, the tempo of the loop`);
  }
  if (read.tempo)
    return choice(
      clampTempo(definition.tempo[read.tempo.meaning]),
      'understood',
      `tempo: ${read.tempo.meaning} for ${definition.label}, because the brief says "${read.tempo.word}"`,
    );
  const { slow, fast } = definition.tempo;
  const tempo = clampTempo(drawTempo(definition, mood, brief.seed));
  return choice(
    tempo,
    'style-default',
    brief.seed === undefined
      ? `tempo: ${tempo} beats a minute, as is usual in ${definition.label} of this mood`
      : `tempo: ${tempo} beats a minute, drawn by the seed from ${slow} to ${fast}, the range of ` +
          definition.label,
  );
}

function chooseKey(brief: Brief, read: Reading, definition: Definition, mood: Mood): Choice<Key> {
  if (brief.key)
    return choice(brief.key, 'asked', `key: ${brief.key.tonic} ${brief.key.mode}, as requested`);
  const own = drawKey(definition, mood, brief.seed);
  if (!read.key)
    return choice(
      own,
      'style-default',
      brief.seed === undefined
        ? `key: ${own.tonic} ${own.mode}, as suits style and mood`
        : `key: ${own.tonic} ${own.mode}, drawn by the seed from the keys that suit style and mood`,
    );
  const key = { tonic: read.key.tonic ?? own.tonic, mode: read.key.mode };
  return choice(
    key,
    'understood',
    `key: ${key.tonic} ${key.mode}, because the brief says "${read.key.said}"`,
  );
}

/** A wish that the style cannot play gives way to its own metre, with the reason. */
function chooseMetre(brief: Brief, definition: Definition): Choice<Metre> {
  const issue = brief.metre && styleMetreIssue(brief.metre, definition.name);
  if (brief.metre && !issue)
    return choice(brief.metre, 'asked', `metre: ${brief.metre}, as requested`);
  if (brief.audioLoop) return choice('4/4', 'style-default', 'metre: 4/4, the metre of the loop');
  if (issue)
    return choice(
      definition.metres[0],
      'style-default',
      `metre: ${definition.metres[0]}, because ${issue}`,
    );
  const own = drawMetre(definition, brief.seed);
  return choice(
    own,
    'style-default',
    brief.seed === undefined
      ? `metre: ${own}, as is usual in ${definition.label}`
      : `metre: ${own}, drawn by the seed from those of ${definition.label}`,
  );
}
