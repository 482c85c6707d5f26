import { z } from 'zod';
import { plainText } from './text.ts';

export const STYLES = ['lo-fi', 'synthwave'] as const;
export const Style = z.enum(STYLES);
export type Style = z.infer<typeof Style>;

export const MOODS = ['calm', 'warm', 'happy', 'dark', 'sad', 'dreamy', 'driving', 'epic'] as const;
export const Mood = z.enum(MOODS);
export type Mood = z.infer<typeof Mood>;

export const TONICS = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
export const MODES = ['major', 'minor', 'dorian', 'mixolydian', 'lydian', 'phrygian'] as const;
export const Key = z.object({ tonic: z.enum(TONICS), mode: z.enum(MODES) });
export type Key = z.infer<typeof Key>;

export const PART_NAMES = ['drums', 'bass', 'chords', 'lead', 'pad'] as const;
export const PartName = z.enum(PART_NAMES);
export type PartName = z.infer<typeof PartName>;

/** Seconds of audio that one track may have. */
export const DURATION_SECONDS = { min: 5, max: 300 } as const;
export const DurationSeconds = z.number().min(DURATION_SECONDS.min, `must be at least ${DURATION_SECONDS.min} seconds`).max(DURATION_SECONDS.max, `must be at most ${DURATION_SECONDS.max} seconds`);
/** Beats a minute. */
export const TempoBpm = z.number().min(40, 'must be at least 40 beats a minute').max(200, 'must be at most 200 beats a minute');
/** 32-bit, so that every language can hold it. */
export const Seed = z.number().int().min(0).max(0xffff_ffff);
/** How the track will be used: decides which model licences allow it. */
export const Use = z.enum(['personal', 'commercial', 'broadcast']);
export type Use = z.infer<typeof Use>;

/** How a field of the intent came to be. */
export const Origin = z.enum(['asked', 'understood', 'style-default', 'fallback', 'reviewer-note']);

/**
 * The brief understood. Open: a later interpreter may add fields, and every reader keeps what it does not know.
 * `origins` says for each field where it came from, `notes` why, in words for people.
 */
export const Intent = z.looseObject({
  text: plainText(2000),
  style: Style,
  mood: Mood,
  tempoBpm: TempoBpm,
  key: Key,
  durationSeconds: DurationSeconds,
  /** 0 (still) to 1 (full). */
  energy: z.number().min(0).max(1),
  /** Parts to leave out, e.g. "no drums". */
  withoutParts: z.array(PartName).max(4),
  use: Use,
  /** BCP 47 tag of the brief's language, "und" when not told. */
  language: z.string().max(35),
  interpreter: z.object({ name: z.string(), version: z.string() }),
  origins: z.record(z.string(), Origin),
  notes: z.array(z.string().max(300)).max(20),
});
export type Intent = z.infer<typeof Intent>;

/** What somebody asked for, in their words, with their choices. Never changed. */
export const Brief = z.strictObject({
  text: plainText(2000),
  durationSeconds: DurationSeconds.default(30),
  style: Style.optional(),
  mood: Mood.optional(),
  tempoBpm: TempoBpm.optional(),
  key: Key.optional(),
  energy: z.number().min(0).max(1).optional(),
  use: Use.default('commercial'),
  seed: Seed.optional(),
  title: plainText(120).optional(),
});
export type Brief = z.infer<typeof Brief>;
