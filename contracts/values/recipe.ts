import { z } from 'zod';
import { canonicalSha256 } from './canonical.ts';
import { Edit } from './edit.ts';
import { Sha256 } from './ids.ts';
import { MasterGoal } from './master-goal.ts';
import { AudioLoopUse, MotifUse, SoundFontUse } from './material-use.ts';
import {
  DurationSeconds,
  Ending,
  EnergyCurve,
  HitPoint,
  Key,
  Metre,
  Mood,
  PartName,
  PartPresence,
  Seed,
  Style,
  Substyle,
  TempoBpm,
} from './music.ts';
import { Take } from './take.ts';

/** The composer's input. It is part of the recipe, so it contains no platform state. */
export const Composition = z.strictObject({
  style: Style,
  /** If absent, the energy decides. */
  substyle: Substyle.optional(),
  mood: Mood,
  tempoBpm: TempoBpm,
  key: Key,
  /** Absent: drawn by the seed from the style's metres. */
  metre: Metre.optional(),
  durationSeconds: DurationSeconds,
  energy: z.number().min(0).max(1),
  parts: z.array(PartName).min(1),
  ending: Ending.optional(),
  energyCurve: EnergyCurve.optional(),
  hits: z.array(HitPoint).max(32).optional(),
  takes: z.array(Take).max(64).optional(),
  /** Where a part plays, even if the style's arrangement leaves it out there. */
  presence: z.array(PartPresence).max(64).optional(),
  motif: MotifUse.optional(),
  audioLoop: AudioLoopUse.optional(),
});

export type Composition = z.infer<typeof Composition>;

/** Everything that produces a piece of audio. Equal recipes give equal bytes. */
export const Recipe = z.strictObject({
  /** Since /2 a stem depends on its own part only (in `fermata.recipe/1` also on the kick drum). */
  schema: z.enum(['fermata.recipe/1', 'fermata.recipe/2']),
  /** The content-addressed build that turns this recipe into audio: sha256 of its file. */
  engine: z.strictObject({ version: z.string(), sha256: Sha256 }),
  /** The generator. The theory composer is part of the engine, so its digest is the engine's. */
  model: z.strictObject({
    name: z.string(),
    version: z.string(),
    sha256: Sha256,
    licence: z.string(),
  }),
  seed: Seed,
  composition: Composition,
  /**
   * Those that the brief wishes for, then those made since the first version, in order. The composition and the master
   * have those that concern them; the others are applied to the composed score.
   */
  edits: z.array(Edit).max(1000).optional(),
  render: z.strictObject({
    sampleRate: z.literal(48_000),
    bitDepth: z.literal(24),
    soundFont: SoundFontUse.optional(),
  }),
  master: MasterGoal,
  /** sha256 of every sample and motif in the audio. */
  samples: z.array(Sha256),
  motifs: z.array(Sha256),
});

export type Recipe = z.infer<typeof Recipe>;

/** sha256 of every material that a recipe names: motifs, audio loops, its SoundFont. */
export const recipeMaterials = ({ motifs, samples, render: { soundFont } }: Recipe): string[] => [
  ...motifs,
  ...samples,
  ...(soundFont ? [soundFont.sha256] : []),
];

export const recipeIdOf = (recipe: Recipe): string => canonicalSha256(recipe);
