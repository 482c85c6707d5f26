import { z } from 'zod';
import { Key, Metre, PartName, Style, Substyle } from './music.ts';

/**
 * One note. `start` and `duration` in seconds from the start of the track, `velocity` 1 to 127.
 * `slide`: the note before it slides into it; it has no attack of its own.
 */
export const Note = z.object({
  start: z.number().min(0),
  duration: z.number().positive(),
  midi: z.number().int().min(0).max(127),
  velocity: z.number().int().min(1).max(127),
  slide: z.literal(true).optional(),
});
export type Note = z.infer<typeof Note>;

export const ScorePart = z.object({
  name: PartName,
  /** The name of a Faust instrument of the engine. */
  instrument: z.string(),
  /** General MIDI program (0-based) and channel for the MIDI file; drums on channel 9. */
  midiProgram: z.number().int().min(0).max(127),
  midiChannel: z.number().int().min(0).max(15),
  /** Changes the level of the part in the mix, in decibels. */
  levelDb: z.number().optional(),
  notes: z.array(Note),
});
export type ScorePart = z.infer<typeof ScorePart>;

/** The function of a section, in all styles. A preview is taken from the first `main`. */
export const SectionRole = z.enum([
  'intro',
  'main',
  'contrast',
  'build',
  'break',
  'outro',
  'ending',
]);
export type SectionRole = z.infer<typeof SectionRole>;
export const Section = z.object({
  name: z.string(),
  role: SectionRole.optional(),
  startBar: z.number().int().min(0),
  bars: z.number().int().positive(),
  energy: z.number().min(0).max(1),
});
export type Section = z.infer<typeof Section>;

/** A composed piece. `durationSeconds` includes the decay of the ending. */
export const Score = z.object({
  schema: z.literal('fermata.score/1'),
  style: Style,
  substyle: Substyle.optional(),
  tempoBpm: z.number().positive(),
  key: Key,
  /** Absent in scores of earlier engines, which play whole quarter notes a bar. */
  metre: Metre.optional(),
  /** Quarter notes in a bar: 3 in 6/8, 3.5 in 7/8. */
  beatsPerBar: z.number().positive(),
  durationSeconds: z.number().positive(),
  sections: z.array(Section).min(1),
  /** Chord symbols, one per bar. */
  chords: z.array(z.string()),
  parts: z.array(ScorePart).min(1),
});
export type Score = z.infer<typeof Score>;

/** A supplied melody in beats from its first bar, read from a MIDI file or a part of a version. */
export const Motif = z.object({
  schema: z.literal('fermata.motif/1'),
  beatsPerBar: z.number().multipleOf(0.5).min(2).max(12),
  bars: z.number().int().min(1).max(16),
  /** Of its source, if known; a piece that uses the motif has its own. */
  tempoBpm: z.number().positive().optional(),
  notes: z
    .array(
      z.object({
        beat: z.number().min(0),
        beats: z.number().positive(),
        midi: z.number().int().min(0).max(127),
        velocity: z.number().int().min(1).max(127),
      }),
    )
    .min(1)
    .max(256),
});
export type Motif = z.infer<typeof Motif>;
