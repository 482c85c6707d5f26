import { z } from 'zod';
import {
  AssetRef,
  AudioFigures,
  AudioReport,
  LocatedFinding,
  Sha256,
  SketchFigures,
} from '../values/index.ts';

const candidate = { candidateId: z.string(), recipeId: Sha256 };

/** `edited`: its recipe is that of the version before with the edits of the intent. */
export const PlannedCandidate = z.object({ ...candidate, edited: z.literal(true).optional() });

export const GeneratedCandidate = z.object({
  ...candidate,
  score: AssetRef,
  midi: AssetRef,
  /** A MIDI file of each part. */
  parts: z.array(AssetRef),
  sketch: AssetRef,
  figures: SketchFigures,
  /** From the recipe: the generator and its licence, and the mastering goal (LUFS, dBTP). */
  model: z.object({ name: z.string(), licence: z.string() }),
  master: z.object({ targetLufs: z.number(), ceilingDbtp: z.number() }),
});

/** `findings`: from the measurements. */
export const findings = z.array(LocatedFinding);

const measured = { figures: AudioFigures, report: AudioReport, findings };

export const Stems = z.object({ stems: z.array(AssetRef), findings });

export const Mixed = z.object({ mix: AssetRef, stemSumDeviationDbfs: z.number(), ...measured });

export const Mastered = z.object({ master: AssetRef, ...measured });

export type PlannedCandidate = z.infer<typeof PlannedCandidate>;
export type GeneratedCandidate = z.infer<typeof GeneratedCandidate>;
export type Stems = z.infer<typeof Stems>;
export type Mixed = z.infer<typeof Mixed>;
export type Mastered = z.infer<typeof Mastered>;
