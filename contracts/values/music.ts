import { z } from 'zod';

export const STYLES = [
  'lo-fi',
  'ambient',
  'synthwave',
  'cinematic',
  'house',
  'jazz-trio',
  'acoustic-folk',
  'drum-and-bass',
  'techno',
  'hip-hop',
  'chiptune',
  'classical',
  'pop',
  'funk',
  'rock',
  'latin',
] as const;

export const Style = z.enum(STYLES);

export type Style = z.infer<typeof Style>;

/** The name of a variant of a style, as the engine knows it: `trap` of hip-hop. */
export const Substyle = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);

export type Substyle = z.infer<typeof Substyle>;

export const MOODS = ['calm', 'warm', 'happy', 'dark', 'sad', 'dreamy', 'driving', 'epic'] as const;

export const Mood = z.enum(MOODS);

export type Mood = z.infer<typeof Mood>;

export const TONICS = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;

export const MODES = ['major', 'minor', 'dorian', 'mixolydian', 'lydian', 'phrygian'] as const;

export const Key = z.object({ tonic: z.enum(TONICS), mode: z.enum(MODES) });

export type Key = z.infer<typeof Key>;

/** In the order of scores. `counter`: a second voice; `fx`: risers and impacts; `loop`: an audio loop. */
export const PART_NAMES = [
  'drums',
  'bass',
  'chords',
  'lead',
  'counter',
  'pad',
  'fx',
  'loop',
] as const;

export const PartName = z.enum(PART_NAMES);

export type PartName = z.infer<typeof PartName>;

/** Limits of a track's length in seconds. */
export const DURATION_SECONDS = { min: 3, max: 600 } as const;

export const DurationSeconds = z
  .number()
  .min(DURATION_SECONDS.min, `must be at least ${DURATION_SECONDS.min} seconds`)
  .max(DURATION_SECONDS.max, `must be at most ${DURATION_SECONDS.max} seconds`);

/** The length of a track for which neither a field nor the text asks. */
export const DEFAULT_DURATION_SECONDS = 30;

/** Beats per minute. */
export const TempoBpm = z
  .number()
  .min(40, 'must be at least 40 beats a minute')
  .max(200, 'must be at most 200 beats a minute');

/** The time signatures that the composer plays; each style has its own of them. */
export const METRES = ['2/4', '3/4', '4/4', '5/4', '6/8', '7/8'] as const;

export const Metre = z.enum(METRES);

export type Metre = z.infer<typeof Metre>;

/** Unsigned 32-bit. */
export const Seed = z.number().int().min(0).max(0xffff_ffff);

/** A `final` ending rings out on a last chord; a `loop` repeats seamlessly. */
export const Ending = z.enum(['final', 'loop']);

export type Ending = z.infer<typeof Ending>;

/** The energy reached at `second`, 0 (still) to 1 (full), interpolated from the point before. In ascending order. */
export const EnergyCurve = z
  .array(
    z.strictObject({
      second: z.number().min(0).max(DURATION_SECONDS.max),
      energy: z.number().min(0).max(1),
    }),
  )
  .min(1)
  .max(32)
  .refine(
    (points) => points.every(({ second }, i) => i === 0 || second > (points[i - 1]?.second ?? 0)),
    'must have rising seconds',
  );

export type EnergyCurve = z.infer<typeof EnergyCurve>;

/** A cue to the picture: an accent, a drop into the fullest section, a breakdown, or silence. */
export const HitPoint = z.strictObject({
  second: z.number().min(0).max(DURATION_SECONDS.max),
  event: z.enum(['accent', 'drop', 'break', 'stop']),
});

export type HitPoint = z.infer<typeof HitPoint>;

/** A part plays from one second of the piece to another, or to its end. */
export const PartPresence = z.strictObject({
  part: PartName,
  fromSecond: z.number().min(0).max(DURATION_SECONDS.max),
  toSecond: z.number().min(0).max(DURATION_SECONDS.max).optional(),
});

export type PartPresence = z.infer<typeof PartPresence>;

/** `fills`: there the part plays even if the style's arrangement would leave it out. */
export const WantedPresence = PartPresence.extend({ fills: z.literal(true).optional() });

export type WantedPresence = z.infer<typeof WantedPresence>;

/** Sections as people name them; `drop` and `climax`: those in which they come. */
export const SONG_SECTIONS = [
  ...(['intro', 'verse', 'build', 'chorus', 'bridge', 'solo', 'outro', 'drop', 'break'] as const),
  'climax',
] as const;

export type SongSection = (typeof SONG_SECTIONS)[number];

/** A part plays, or is silent, in a section of the form, before it, from it on or after it. `nth`: the second verse. */
export const SectionPresence = z.strictObject({
  part: PartName,
  section: z.enum(SONG_SECTIONS),
  nth: z.union([z.number().int().min(1).max(9), z.literal('last')]).optional(),
  place: z.enum(['in', 'before', 'from', 'after']),
  present: z.boolean(),
});

export type SectionPresence = z.infer<typeof SectionPresence>;
