import { z } from 'zod';
import { Sha256 } from './ids.ts';
import { PART_NAMES, PartName } from './music.ts';

/** A supplied melody (canonical JSON of a Motif, by hash) and its use. */
export const MotifUse = z.strictObject({
  sha256: Sha256,
  use: z.enum(['continue', 'vary', 'answer']),
});

export type MotifUse = z.infer<typeof MotifUse>;

/** A licensed audio loop (WAV, by hash) of whole bars, which plays as the part `loop`. */
export const AudioLoopUse = z.strictObject({
  sha256: Sha256,
  bars: z.number().int().min(1).max(64),
});

export type AudioLoopUse = z.infer<typeof AudioLoopUse>;

export const SoundFontParts = z.array(PartName).min(1).max(PART_NAMES.length);

/** Parts played by a SoundFont (by the hash of its file) instead of the engine's instruments. */
export const SoundFontUse = z.strictObject({ sha256: Sha256, parts: z.array(PartName).min(1) });

export type SoundFontUse = z.infer<typeof SoundFontUse>;
