import { z } from 'zod';
import { METRES, MODES, MOODS, PART_NAMES, STYLES } from '@fermata/contracts/values';
import { CHANGES } from './change-words.ts';
import { GENRES } from './genres.ts';
import { INSTRUMENT_NAMES } from './instruments.ts';
import { MARKERS, SECTION_NAMES } from './markers.ts';
import { SCENE_NAMES } from './scenes.ts';

/**
 * Words or phrases with `|` between them. `*` at the end of a word stands for any ending. Accents and
 * case do not count.
 */
export type Words = string;

/** In a file: a list of them, so that each has a line of its own. */
const Phrases = z
  .array(
    z
      .string()
      .regex(
        /^[^|\s](?:[^|]*[^|\s])?$/u,
        'must be a word or a phrase, without | and spaces around it',
      ),
  )
  .min(1)
  .refine((phrases) => new Set(phrases).size === phrases.length, 'has a phrase twice')
  .transform((phrases): Words => phrases.join('|'));

const phrasesFor = <const Name extends string>(names: readonly Name[]) =>
  z.partialRecord(z.enum(names), Phrases).optional();

/**
 * The words of a language: a file in `languages/`, which a translator edits (docs/translator.md). A missing list means
 * that nothing is recognised.
 */
export const WordList = z.strictObject({
  /** BCP 47 */
  language: z.string(),
  /** Words without a wish that are wishes in English, as the Spanish "sea". They do not tell the language. */
  falseFriends: Phrases.optional(),
  /** Words without a wish: articles, prepositions, polite words, and words such as "track". */
  plain: Phrases,
  /** Phrases that contain a word of music and do not mean it: "house tour", "minor setback". */
  notMusic: Phrases.optional(),
  /** `without`, `anything but`: the wish that follows is excluded. */
  not: Phrases.optional(),
  /** As `not`, after the wish: "drums weglassen", "ドラムなし". */
  notAfter: Phrases.optional(),
  /** Less of the wish that follows. */
  less: Phrases.optional(),
  /** The parts and instruments that follow play alone: "only piano", "nothing but strings". */
  only: Phrases.optional(),
  and: Phrases.optional(),
  /** After a `not`, it closes a list that is excluded as a whole: "no drums, bass or lead". */
  or: Phrases.optional(),
  /** `but`, `instead`: end what a `not` excludes. */
  but: Phrases.optional(),
  moods: phrasesFor(MOODS),
  energy: phrasesFor(['more', 'less']),
  tempo: phrasesFor(['slow', 'fast']),
  parts: phrasesFor(PART_NAMES),
  instruments: phrasesFor(INSTRUMENT_NAMES),
  /** Beside a part: how loud it should be. */
  levels: phrasesFor(['louder', 'quieter']),
  /** Music without drums by its nature: "drumless", "string quartet". */
  drumless: Phrases.optional(),
  vocals: Phrases.optional(),
  lyrics: Phrases.optional(),
  /** Names of styles in this language, beyond those of the styles' own recognition. */
  styles: phrasesFor(STYLES),
  genres: z
    .record(
      z.string().refine((name) => Object.hasOwn(GENRES, name), 'must be a genre of genres.ts'),
      Phrases,
    )
    .optional(),
  scenes: phrasesFor(SCENE_NAMES),
  endings: phrasesFor(['loop', 'final', 'fade']),
  /** How the energy runs: it grows, it begins low. */
  shapes: phrasesFor(['build', 'quiet-start']),
  events: phrasesFor(['drop', 'climax', 'accent', 'break', 'stop']),
  metres: phrasesFor(METRES),
  /** `beats in a bar`: "in 5", "im Dreivierteltakt" are in `metres`. */
  units: phrasesFor(['second', 'minute', 'hour', 'bar', 'bpm', 'lufs']),
  /** Words such as "tempo", after which a number is one. */
  tempoLabel: Phrases.optional(),
  /** Numbers that the library does not spell (number-words.ts): "a couple", "one and a half" as one word. */
  numbers: z.record(z.string().regex(/^\d+(?:\.\d+)?$/u, 'must be a number'), Phrases).optional(),
  /** `half`: 0.5 of the unit; `plusHalf`: "and a half". */
  halves: phrasesFor(['half', 'plusHalf']),
  modes: phrasesFor(MODES),
  /** `do`, `re`: names of notes that are no letters. */
  notes: phrasesFor(['C', 'D', 'E', 'F', 'G', 'A', 'B']),
  /** Names of notes by letters that English does not have, with their semitone above C: "fis", and "b" for B flat. */
  noteNames: z.record(z.string().regex(/^(?:\d|1[01])$/u, 'must be 0 to 11'), Phrases).optional(),
  sharp: Phrases.optional(),
  flat: Phrases.optional(),
  /** `in`, `key of`: a note after it is a key. */
  keyLabel: Phrases.optional(),
  /** Times within the piece. */
  times: phrasesFor([
    ...(['first', 'last', 'after', 'until', 'at', 'around', 'from', 'firstHalf'] as const),
    ...(['secondHalf', 'beginning', 'end'] as const),
  ]),
  /** `like`, `inspired by`: a name with a capital follows. */
  like: Phrases.optional(),
  /** `in the style of`: a name follows, with or without a capital. */
  styleOf: Phrases.optional(),
  /** Wishes that no version can follow, by what they ask for. */
  impossible: z.record(z.string(), Phrases).optional(),
  /** Sections of a song: "no drums until the chorus", and labels of lyrics such as [Verse]. */
  sections: phrasesFor(SECTION_NAMES),
  /** `1`: "first", before a section. */
  ordinals: z
    .record(z.string().regex(/^(?:[1-9]|last)$/u, 'must be 1 to 9, or last'), Phrases)
    .optional(),
  /** Short words that end in an apostrophe before another word: "l'intro", "dell'inizio". Without the apostrophe. */
  elisions: Phrases.optional(),
  /** Words that the rules read by themselves: see markers.ts. */
  markers: phrasesFor(MARKERS),
  /** Words of notes about a version, by what should change. */
  changes: phrasesFor(CHANGES),
});

export type WordList = z.infer<typeof WordList>;
