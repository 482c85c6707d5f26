import { z } from 'zod';
import {
  DurationSeconds,
  Metre,
  Mood,
  parseKey,
  PartName,
  Style,
  TempoBpm,
} from '@fermata/contracts/values';
import { INSTRUMENT_NAMES, SCENE_NAMES, type WordMeaning } from '@fermata/music';

type Content = WordMeaning['contents'][number];

/** Quotes of the brief with one value each. */
const said = <T extends z.ZodType>(value: T, description: string) =>
  z
    .array(
      z.object({
        quote: z.string().min(1).max(400),
        value,
        polarity: z.enum(['wanted', 'excluded', 'less']).optional(),
        isCertain: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional()
    .describe(description);

/** The arguments of the function: for each field of an intent the words of the brief that ask for it. */
export const ReadWishes = z.object({
  style: said(Style, 'the style that comes nearest'),
  mood: said(Mood, 'the mood'),
  energy: said(z.enum(['more', 'less']), 'more or less energy than usual'),
  tempo: said(z.enum(['slow', 'fast']), 'a tempo in words'),
  tempoBpm: said(TempoBpm, 'a tempo in beats a minute'),
  durationSeconds: said(DurationSeconds, 'the length of the piece'),
  key: said(z.string().max(40), 'a key, such as "F# minor"'),
  metre: said(Metre, 'the time signature'),
  part: said(PartName, 'a part of the arrangement; polarity excluded: "no drums"'),
  instrument: said(z.enum(INSTRUMENT_NAMES), 'an instrument'),
  scene: said(z.enum(SCENE_NAMES), 'what the music is for'),
  ending: said(z.enum(['loop', 'final', 'fade']), 'how the piece ends'),
  other: said(
    z.enum(['vocals', 'lyrics', 'person', 'not about the music']),
    'a voice, words to sing, the name of an artist, band or work, or words about something else',
  ),
});

export type ReadWishes = z.infer<typeof ReadWishes>;

/** A meaning with the words that a model quotes for it. */
export interface QuotedMeaning {
  readonly quote: string;
  readonly content: Content;
  readonly polarity: NonNullable<WordMeaning['polarity']>;
  readonly isCertain: boolean;
}

/** As a name of the style, in `music/interpret`. */
const NAME_WEIGHT = 5;

/** The meanings in a call's arguments. A key that is none is left out. */
export const meaningsIn = (wishes: ReadWishes): QuotedMeaning[] => [
  ...meanings(wishes.style, (style) => ({ kind: 'style', style, weight: NAME_WEIGHT })),
  ...meanings(wishes.mood, (mood) => ({ kind: 'mood', mood })),
  ...meanings(wishes.energy, (change) => ({ kind: 'energy', change })),
  ...meanings(wishes.tempo, (tempo) => ({ kind: 'tempo', tempo })),
  ...meanings(wishes.tempoBpm, (bpm) => ({ kind: 'tempoBpm', bpm })),
  ...meanings(wishes.durationSeconds, (seconds) => ({ kind: 'length', seconds })),
  ...meanings(wishes.key, (name) => {
    const key = parseKey(name);
    return key && { kind: 'key', ...key };
  }),
  ...meanings(wishes.metre, (metre) => ({ kind: 'metre', metre })),
  ...meanings(wishes.part, (part) => ({ kind: 'part', part })),
  ...meanings(wishes.instrument, (instrument) => ({ kind: 'instrument', instrument })),
  ...meanings(wishes.scene, (scene) => ({ kind: 'scene', scene })),
  ...meanings(wishes.ending, (ending) => ({ kind: 'ending', ending })),
  ...meanings(wishes.other, (kind) => ({
    kind: kind === 'not about the music' ? 'notMusic' : kind,
  })),
];

interface Said<Value> {
  readonly quote: string;
  readonly value: Value;
  readonly polarity?: QuotedMeaning['polarity'] | undefined;
  readonly isCertain?: boolean | undefined;
}

const meanings = <Value>(
  found: readonly Said<Value>[] | undefined,
  contentOf: (value: Value) => Content | null,
): QuotedMeaning[] =>
  (found ?? []).flatMap(({ quote, value, polarity = 'wanted', isCertain = true }) => {
    const content = contentOf(value);
    return content ? [{ quote, content, polarity, isCertain }] : [];
  });
