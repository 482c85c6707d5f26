import { z } from 'zod';
import { PreviewId, Sha256 } from './ids.ts';
import { plainText } from './text.ts';

export const STYLES = [
  'lo-fi',
  'ambient',
  'synthwave',
  'cinematic',
  'house',
  'jazz-trio',
  'acoustic-folk',
  'drum-and-bass',
] as const;
export const Style = z.enum(STYLES);
export type Style = z.infer<typeof Style>;

export const MOODS = ['calm', 'warm', 'happy', 'dark', 'sad', 'dreamy', 'driving', 'epic'] as const;
export const Mood = z.enum(MOODS);
export type Mood = z.infer<typeof Mood>;

export const TONICS = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
export const MODES = ['major', 'minor', 'dorian', 'mixolydian', 'lydian', 'phrygian'] as const;
export const Key = z.object({ tonic: z.enum(TONICS), mode: z.enum(MODES) });
export type Key = z.infer<typeof Key>;

/** In the order of scores and mixes. `counter` is a second voice under the lead, `fx` risers and impacts, `loop` a licensed recording. */
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

/** Seconds of audio that one track may have. */
export const DURATION_SECONDS = { min: 5, max: 300 } as const;
export const DurationSeconds = z
  .number()
  .min(DURATION_SECONDS.min, `must be at least ${DURATION_SECONDS.min} seconds`)
  .max(DURATION_SECONDS.max, `must be at most ${DURATION_SECONDS.max} seconds`);
/** Beats a minute. */
export const TempoBpm = z
  .number()
  .min(40, 'must be at least 40 beats a minute')
  .max(200, 'must be at most 200 beats a minute');
/** 32-bit, so that every language can hold it. */
export const Seed = z.number().int().min(0).max(0xffff_ffff);
/** A `final` ending rings out on a last chord; a `loop` goes on seamlessly from its first bar. */
export const Ending = z.enum(['final', 'loop']);
export type Ending = z.infer<typeof Ending>;
/** From `second` on the music has this energy, 0 (still) to 1 (full), led there from the point before. Rising seconds. */
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
/** What the music does at a second of the picture: an accent, a drop into the fullest section, a break down to little, silence. */
export const HitPoint = z.strictObject({
  second: z.number().min(0).max(DURATION_SECONDS.max),
  event: z.enum(['accent', 'drop', 'break', 'stop']),
});
export type HitPoint = z.infer<typeof HitPoint>;
/** Makes a section (by its place in the score, from 0), a part, or a part of one section again: the rest stays as it is. Take 0 is the first. */
export const Take = z.strictObject({
  section: z.number().int().min(0).max(199).optional(),
  part: PartName.optional(),
  take: z.number().int().min(1).max(0xffff),
});
export type Take = z.infer<typeof Take>;
/** What a reviewer wants made again, in another take: a part, a section (by its place in the score, from 0), or a part of one section. */
export const Remake = z
  .strictObject({ part: PartName.optional(), section: z.number().int().min(0).max(199).optional() })
  .refine(
    ({ part, section }) => part !== undefined || section !== undefined,
    'must name a part, a section, or both',
  );
export type Remake = z.infer<typeof Remake>;
/** `the bass`, `section 2`, `the bass in section 2`; nothing for a take of the whole piece. */
export const describeRemake = ({ part, section }: Pick<Take, 'part' | 'section'>): string =>
  [
    ...(part === undefined ? [] : [`the ${part}`]),
    ...(section === undefined ? [] : [`section ${section}`]),
  ].join(' in ');
/** A given melody (canonical JSON of a Motif, by hash) and what becomes of it. */
export const MotifUse = z.strictObject({
  sha256: Sha256,
  use: z.enum(['continue', 'vary', 'answer']),
});
export type MotifUse = z.infer<typeof MotifUse>;
/** A licensed recording (WAV, by hash) of whole bars that plays as the part `loop`. */
export const AudioLoopUse = z.strictObject({
  sha256: Sha256,
  bars: z.number().int().min(1).max(64),
});
export type AudioLoopUse = z.infer<typeof AudioLoopUse>;

/** The preview that a track comes from: its first candidate has exactly this seed and these takes, so it holds the preview's notes. */
export const PreviewUse = z.strictObject({
  previewId: PreviewId,
  compositionSeed: Seed,
  takes: z.array(Take).max(64).optional(),
});
export type PreviewUse = z.infer<typeof PreviewUse>;

/** Integrated loudness in LUFS, true peak ceiling in dBTP. */
export const MasterGoal = z.strictObject({
  targetLufs: z.number().min(-30).max(-8),
  ceilingDbtp: z.number().min(-9).max(-0.1),
});
export type MasterGoal = z.infer<typeof MasterGoal>;
/** What masters are made for. */
export const MASTER_GOALS = {
  streaming: { targetLufs: -14, ceilingDbtp: -1 },
  podcast: { targetLufs: -16, ceilingDbtp: -1 },
  broadcast: { targetLufs: -23, ceilingDbtp: -1 },
} as const satisfies Record<string, MasterGoal>;

export const SoundFontParts = z.array(PartName).min(1).max(PART_NAMES.length);

/** How the track will be used: decides which model licences allow it. */
export const Use = z.enum(['personal', 'commercial', 'broadcast']);
export type Use = z.infer<typeof Use>;

/** What is as it was chosen, in a brief and in its intent. */
const explicitChoices = {
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
  withoutParts: z.array(PartName).max(PART_NAMES.length - 1),
  use: Use,
  ...explicitChoices,
  /** A reviewer asks for this and nothing else: the recipe stays but for one more take. */
  remake: Remake.optional(),
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
  /** Parts to leave out. */
  withoutParts: z
    .array(PartName)
    .max(PART_NAMES.length - 1)
    .optional(),
  ...explicitChoices,
  title: plainText(120).optional(),
});
export type Brief = z.infer<typeof Brief>;
