import { z } from 'zod';
import { Sha256, TrackId } from './ids.ts';
import { Key, PartName } from './music.ts';
import { plainText } from './plain-text.ts';

/** What people hand in for the music to be made from. A SoundFont is the operator's, not a person's. */
export const MaterialKind = z.enum(['motif', 'audio-loop', 'sound-font']);

export type MaterialKind = z.infer<typeof MaterialKind>;

/** ISO 3166-1, two capital letters. */
export const Territory = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a territory is two capital letters (ISO 3166-1)');

export const Territories = z.array(Territory).min(1).max(250);

/** Who licenses a recording, under what, and where; everywhere when no territory is named. Declared by whoever adds it, and recorded with their name. */
export const MaterialLicence = z.strictObject({
  licensor: plainText(120),
  licence: plainText(200),
  territories: Territories.optional(),
});

export type MaterialLicence = z.infer<typeof MaterialLicence>;

/** A part of a version that a motif is taken from. */
export const PartSource = z.strictObject({
  trackId: TrackId,
  version: z.number().int().min(1),
  part: PartName,
});

export type PartSource = z.infer<typeof PartSource>;

/** What was read in a material. Tempo in beats a minute (a loop's from its length and its bars), null where the file does not tell. */
export const MaterialUnderstood = z.object({
  bars: z.number().int().min(1),
  beatsPerBar: z.number().int(),
  tempoBpm: z.number().nullable(),
  key: Key.nullable(),
  notes: z.number().int().optional(),
  durationSeconds: z.number().optional(),
  sampleRate: z.number().int().optional(),
  channels: z.number().int().optional(),
});

export type MaterialUnderstood = z.infer<typeof MaterialUnderstood>;

/** A melody from a file that a motif derives from, through the version it was taken from and every version before; `licence` is null where nobody declared one. */
export const InheritedMelody = z.object({ sha256: Sha256, licence: MaterialLicence.nullable() });

export type InheritedMelody = z.infer<typeof InheritedMelody>;

const licensed = {
  sha256: Sha256,
  licensor: z.string().optional(),
  territories: Territories.optional(),
} as const;

/**
 * A material as a track's workflow knows it: where it came from decides what is said about the track, and where it may be sold. `version`: from what was made here before, and
 * `inherits`: what that derives from. Absent in a track from before lineage was known.
 */
export const UsedMaterial = z.object({
  ...licensed,
  kind: MaterialKind,
  from: z.enum(['file', 'version']),
  inherits: z.array(z.object(licensed)).max(100).optional(),
});

export type UsedMaterial = z.infer<typeof UsedMaterial>;
