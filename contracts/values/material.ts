import { z } from 'zod';
import { Sha256, TrackId } from './ids.ts';
import { Key, PartName } from './music.ts';
import { plainLine } from './plain-text.ts';
import { Territories } from './territory.ts';

/** The kinds of material for a track. A SoundFont is supplied by operations. */
export const MaterialKind = z.enum(['motif', 'audio-loop', 'sound-font', 'cover']);

export type MaterialKind = z.infer<typeof MaterialKind>;

/** The bytes of the materials that a recipe names, by sha256. */
export type MaterialBytes = Readonly<Record<string, Uint8Array>>;

/** A material's licence and its territories (absent: worldwide), as declared by the actor who adds it. */
export const MaterialLicence = z.strictObject({
  licensor: plainLine(120),
  licence: plainLine(200),
  territories: Territories.optional(),
});

export type MaterialLicence = z.infer<typeof MaterialLicence>;

/** The part of a version that a motif was taken from. */
export const PartSource = z.strictObject({
  trackId: TrackId,
  version: z.number().int().min(1),
  part: PartName,
});

export type PartSource = z.infer<typeof PartSource>;

/**
 * The content of a material. Tempo in beats per minute (a loop's from length and bars), null if unknown.
 * `remarks`: notes for the uploader about how the file was read.
 */
export const MaterialUnderstood = z.object({
  bars: z.number().int().min(1),
  beatsPerBar: z.number(),
  tempoBpm: z.number().nullable(),
  key: Key.nullable(),
  notes: z.number().int().optional(),
  durationSeconds: z.number().optional(),
  sampleRate: z.number().int().optional(),
  channels: z.number().int().optional(),
  remarks: z.array(z.string()).optional(),
});

export type MaterialUnderstood = z.infer<typeof MaterialUnderstood>;

/** A melody that a motif derives from, through any number of versions. `licence`: null if undeclared. */
export const InheritedMelody = z.object({ sha256: Sha256, licence: MaterialLicence.nullable() });

export type InheritedMelody = z.infer<typeof InheritedMelody>;

const licensed = {
  sha256: Sha256,
  licensor: z.string().optional(),
  territories: Territories.optional(),
} as const;

/**
 * A material in the input of a track's workflow: its origin decides credits, disclosure and territories.
 * `version`: the version that a motif was taken from; `inherits`: the materials that it derives from.
 * `durationSeconds`: of a loop; with its bars it gives the tempo.
 */
export const UsedMaterial = z.object({
  ...licensed,
  kind: MaterialKind,
  from: z.enum(['file', 'version']),
  inherits: z.array(z.object(licensed)).max(100),
  durationSeconds: z.number().positive().optional(),
});

export type UsedMaterial = z.infer<typeof UsedMaterial>;
