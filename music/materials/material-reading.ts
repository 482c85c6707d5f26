import { z } from 'zod';
import { MaterialUnderstood, Motif } from '@fermata/contracts/values';

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** An uploaded file. `bars`: as stated by the uploader. */
export const MaterialFile = z.object({
  format: z.enum(['wav', 'midi', 'image']),
  bytes: Bytes,
  bars: z.number().int().optional(),
});

export type MaterialFile = z.infer<typeof MaterialFile>;

/** A file as read. `bytes`: the file. `plain`: its samples as the engine reads them; null for the file itself. */
export const MaterialReading = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('loop'),
    bytes: Bytes,
    understood: MaterialUnderstood,
    plain: Bytes.nullable(),
  }),
  z.object({
    kind: z.literal('motif'),
    bytes: Bytes,
    understood: MaterialUnderstood,
    motif: Motif,
  }),
  z.object({ kind: z.literal('cover'), bytes: Bytes, mediaType: z.string() }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
]);

export type MaterialReading = z.infer<typeof MaterialReading>;
