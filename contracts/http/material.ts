import { z } from 'zod';
import { ActorId, Sha256 } from '../values/ids.ts';
import {
  InheritedMelody,
  MaterialKind,
  MaterialLicence,
  MaterialUnderstood,
  PartSource,
} from '../values/material.ts';
import { plainLine } from '../values/plain-text.ts';
import { Territories } from '../values/territory.ts';

/**
 * A brief refers to `sha256`. `uploadSha256`: the uploaded file, where the material is not its bytes: that
 * of a motif, or a WAV whose samples are kept under a plain header.
 */
export const MaterialView = z
  .object({
    sha256: Sha256,
    kind: MaterialKind,
    mediaType: z.string(),
    bytes: z.number().int(),
    uploadSha256: Sha256.nullable(),
    licence: MaterialLicence.nullable(),
    source: PartSource.nullable(),
    inherits: z.array(InheritedMelody),
    understood: MaterialUnderstood.nullable(),
    addedBy: ActorId,
    addedAt: z.iso.datetime(),
  })
  .meta({ id: 'Material' });

export type MaterialView = z.infer<typeof MaterialView>;

/**
 * Query of `POST /v1/materials`, whose body is a WAV or MIDI file. `bars`: of a loop; by default its `acid`
 * chunk or its length gives them. Territories are separated by commas.
 */
export const MaterialQuery = z.strictObject({
  licensor: plainLine(120).optional(),
  licence: plainLine(200).optional(),
  territories: z
    .string()
    .transform((text) => text.split(',').map((code) => code.trim().toUpperCase()))
    .pipe(Territories)
    .optional(),
  bars: z.coerce.number().int().min(1).max(64).optional(),
});

export type MaterialQuery = z.infer<typeof MaterialQuery>;
