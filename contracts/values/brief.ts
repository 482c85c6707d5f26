import { z } from 'zod';
import { Edits, FadeSeconds, PartLevel } from './edit.ts';
import { PreviewId, Sha256 } from './ids.ts';
import { MasterGoal } from './master-goal.ts';
import { AudioLoopUse, MotifUse, SoundFontParts } from './material-use.ts';
import { ModelChoice } from './model.ts';
import {
  DurationSeconds,
  Ending,
  EnergyCurve,
  HitPoint,
  Key,
  Metre,
  Mood,
  PART_NAMES,
  PartName,
  SectionPresence,
  Seed,
  Style,
  Substyle,
  TempoBpm,
  WantedPresence,
} from './music.ts';
import { plainLine, plainText } from './plain-text.ts';
import { Take } from './take.ts';
import { Understanding } from './understanding.ts';

/** The preview that a track was requested from. The first candidate has its seed and takes, and so its notes. */
export const PreviewUse = z.strictObject({
  previewId: PreviewId,
  compositionSeed: Seed,
  takes: z.array(Take).max(64).optional(),
  /** Fields of the brief that the preview has understood; nobody has asked for them. */
  interpreted: z
    .array(z.enum(['style', 'mood', 'tempoBpm', 'key', 'metre', 'energy', 'withoutParts']))
    .max(7)
    .optional(),
});

export type PreviewUse = z.infer<typeof PreviewUse>;

/** How the track will be used; a model's licence must allow it. */
export const Use = z.enum(['personal', 'commercial', 'broadcast']);

export type Use = z.infer<typeof Use>;

/** The use of a track for which nobody asks for one. */
export const DEFAULT_USE: Use = 'commercial';

/** Explicit choices: the same in a brief and in its intent. */
const explicitChoices = {
  metre: Metre.optional(),
  ending: Ending.optional(),
  energyCurve: EnergyCurve.optional(),
  hits: z.array(HitPoint).max(32).optional(),
  motif: MotifUse.optional(),
  audioLoop: AudioLoopUse.optional(),
  master: MasterGoal.optional(),
  /** Parts that the worker's SoundFont plays in place of the engine's own instruments. */
  soundFontParts: SoundFontParts.optional(),
  preview: PreviewUse.optional(),
} as const;

/** The origin of a field of the intent. */
export const Origin = z.enum(['asked', 'understood', 'style-default', 'fallback', 'reviewer-note']);

export type Origin = z.infer<typeof Origin>;

/** A model that understood words of a brief which the grammar does not know. `sha256`: of its file, if it has one. */
export const InterpreterModel = z.object({
  name: z.string().max(120),
  version: z.string().max(120),
  sha256: Sha256.optional(),
});

export type InterpreterModel = z.infer<typeof InterpreterModel>;

/** Of a track with all its versions. */
export const MAX_READERS = 16;

/** The models that read words which the grammar does not know, in a text and in the notes about its versions. */
export const TextReaders = z.object({
  /** Those that understood a part of it, in the order in which they read it. */
  models: z.array(InterpreterModel).max(MAX_READERS).optional(),
  /** Those whose turn it was while words were left, and why each was used or not. */
  choices: z.array(ModelChoice).max(MAX_READERS).optional(),
});

export type TextReaders = z.infer<typeof TextReaders>;

/** Remarks of an intent for people. */
export const MAX_INTENT_NOTES = 20;

/**
 * The interpreted brief. Open: a later interpreter may add fields, and readers keep unknown ones.
 * `origins` has the origin of each field, `notes` the reasons for people.
 */
export const Intent = z.looseObject({
  text: plainText(2000),
  style: Style,
  /** Only of a style that has substyles. */
  substyle: Substyle.optional(),
  mood: Mood,
  tempoBpm: TempoBpm,
  key: Key,
  durationSeconds: DurationSeconds,
  /** 0 (still) to 1 (full). */
  energy: z.number().min(0).max(1),
  /** Parts to leave out, e.g. "no drums". */
  withoutParts: z.array(PartName).max(PART_NAMES.length - 1),
  use: Use,
  ...explicitChoices,
  /** The tempo of the `audioLoop`, by its length and bars. */
  loopTempoBpm: z.number().positive().optional(),
  /** The edits that make this version from the one before it. */
  edits: Edits.optional(),
  /** Where the text lets a part play, in seconds of the piece; elsewhere it is silent. */
  presence: z.array(WantedPresence).max(32).optional(),
  /** Where the text lets a part play by sections: each candidate has them at its own times. */
  sectionPresence: z.array(SectionPresence).max(16).optional(),
  /** Parts that the text wants louder or quieter. */
  levels: z.array(PartLevel).max(PART_NAMES.length).optional(),
  fade: FadeSeconds.optional(),
  /** A genre that the text names and no style plays. */
  genre: z.string().max(60).optional(),
  /** Instruments that the text names. */
  instruments: z.array(z.string().max(60)).max(16).optional(),
  /** The subject of the text in its own words, for titles. */
  subject: z.string().max(40).optional(),
  /** BCP 47 tag of the brief's language; "und" if undetermined. */
  language: z.string().max(35),
  interpreter: z.object({
    name: z.string(),
    version: z.string(),
    ...TextReaders.shape,
  }),
  origins: z.record(z.string(), Origin),
  notes: z.array(z.string().max(300)).max(MAX_INTENT_NOTES),
  /** Every wish of the text, with its outcome. */
  understanding: Understanding.optional(),
});

export type Intent = z.infer<typeof Intent>;

/** A request in the creator's own words, with explicit choices. Never changed. */
export const Brief = z.strictObject({
  text: plainText(2000),
  /** Without it, the text says how long; by default it is `DEFAULT_DURATION_SECONDS`. */
  durationSeconds: DurationSeconds.optional(),
  style: Style.optional(),
  mood: Mood.optional(),
  tempoBpm: TempoBpm.optional(),
  key: Key.optional(),
  energy: z.number().min(0).max(1).optional(),
  /** By default it is `DEFAULT_USE`. */
  use: Use.optional(),
  seed: Seed.optional(),
  /** Parts to leave out. */
  withoutParts: z
    .array(PartName)
    .max(PART_NAMES.length - 1)
    .optional(),
  ...explicitChoices,
  title: plainLine(120).optional(),
});

export type Brief = z.infer<typeof Brief>;
