import { z } from 'zod';
import { keyName } from './key-name.ts';
import { MasterGoal } from './master-goal.ts';
import {
  DURATION_SECONDS,
  DurationSeconds,
  Ending,
  EnergyCurve,
  HitPoint,
  Key,
  Metre,
  Mood,
  PartName,
  TempoBpm,
} from './music.ts';
import { describeRemake } from './take.ts';

const Second = z.number().min(0).max(DURATION_SECONDS.max);

/** Decibels by which the level of a part changes. */
export const LEVEL_DB = { min: -30, max: 12 } as const;

const LevelDb = z.number().min(LEVEL_DB.min).max(LEVEL_DB.max);

/** How much louder than usual in its style a part is. */
export const PartLevel = z.object({ part: PartName, db: LevelDb });

export type PartLevel = z.infer<typeof PartLevel>;

export const MAX_FADE_SECONDS = 60;

/** Seconds of the fade-out at the end; 0: none. */
export const FadeSeconds = z.number().min(0).max(MAX_FADE_SECONDS);

/** One change to a version. Everything that it does not name stays as it was. Times are seconds of that version. */
export const Edit = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('tempo'), bpm: TempoBpm }),
  z.strictObject({ op: z.literal('key'), key: Key }),
  z.strictObject({ op: z.literal('transpose'), semitones: z.number().int().min(-24).max(24) }),
  z.strictObject({ op: z.literal('duration'), seconds: DurationSeconds }),
  z.strictObject({ op: z.literal('remove'), part: PartName }),
  z.strictObject({ op: z.literal('add'), part: PartName }),
  z.strictObject({
    op: z.literal('level'),
    part: PartName,
    db: LevelDb,
  }),
  /** A part plays, or is silent, from one second to another, or to the end. */
  z.strictObject({
    op: z.literal('presence'),
    part: PartName,
    fromSecond: Second,
    toSecond: Second.optional(),
    present: z.boolean(),
  }),
  /** Another take: of a part, of a section (its index in the score), of a part of a section, or of the whole piece. */
  z.strictObject({
    op: z.literal('remake'),
    part: PartName.optional(),
    section: z.number().int().min(0).max(199).optional(),
  }),
  z.strictObject({ op: z.literal('energy'), curve: EnergyCurve }),
  z.strictObject({ op: z.literal('hit'), second: Second, event: HitPoint.shape.event }),
  z.strictObject({ op: z.literal('metre'), metre: Metre }),
  z.strictObject({ op: z.literal('mood'), mood: Mood }),
  /** An instrument of the style, by its name in the score. */
  z.strictObject({ op: z.literal('instrument'), part: PartName, instrument: z.string().max(60) }),
  z.strictObject({ op: z.literal('fade'), seconds: FadeSeconds }),
  z.strictObject({ op: z.literal('ending'), ending: Ending }),
  z.strictObject({ op: z.literal('master'), targetLufs: MasterGoal.shape.targetLufs }),
]);

export type Edit = z.infer<typeof Edit>;

export type EditOp = Edit['op'];

export const MAX_EDITS = 50;
/** Of their JSON: events, signals and intents contain them. */
const MAX_EDITS_LENGTH = 3000;

/** The edits that make one version from another, in order. */
export const Edits = z
  .array(Edit)
  .min(1)
  .max(MAX_EDITS, `a version takes at most ${MAX_EDITS} edits at once`)
  .refine(
    (edits) => JSON.stringify(edits).length <= MAX_EDITS_LENGTH,
    `a version takes edits of at most ${MAX_EDITS_LENGTH} characters of JSON at once`,
  );

export type Edits = z.infer<typeof Edits>;

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));

/** An edit in a few words: "drums -3 dB", "another take of the bass". */
export function describeEdit(edit: Edit): string {
  switch (edit.op) {
    case 'tempo':
      return `tempo ${edit.bpm} beats a minute`;
    case 'key':
      return `key ${keyName(edit.key)}`;
    case 'transpose':
      return `transposed by ${signed(edit.semitones)} semitone${Math.abs(edit.semitones) === 1 ? '' : 's'}`;
    case 'duration':
      return `length ${edit.seconds} s`;
    case 'remove':
      return `without ${edit.part}`;
    case 'add':
      return `with ${edit.part}`;
    case 'level':
      return `${edit.part} ${signed(edit.db)} dB`;
    case 'presence':
      return (
        `${edit.part} ${edit.present ? 'plays' : 'silent'} from ${edit.fromSecond} s to ` +
        (edit.toSecond === undefined ? 'the end' : `${edit.toSecond} s`)
      );
    case 'remake':
      return `another take of ${describeRemake(edit) || 'the whole piece'}`;
    case 'energy':
      return `energy ${edit.curve.map(({ second, energy }) => `${energy} at ${second} s`).join(', ')}`;
    case 'hit':
      return `${edit.event} at ${edit.second} s`;
    case 'metre':
      return `metre ${edit.metre}`;
    case 'mood':
      return `mood ${edit.mood}`;
    case 'instrument':
      return `${edit.part} played by ${edit.instrument}`;
    case 'fade':
      return edit.seconds === 0 ? 'no fade-out' : `fade-out over ${edit.seconds} s`;
    case 'ending':
      return edit.ending === 'loop' ? 'a seamless loop' : 'a last chord';
    case 'master':
      return `loudness ${edit.targetLufs} LUFS`;
  }
}

export const describeEdits = (edits: readonly Edit[]): string => edits.map(describeEdit).join('; ');
