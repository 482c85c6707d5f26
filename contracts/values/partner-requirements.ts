import { z } from 'zod';
import { Territories } from './territory.ts';

const REQUIRED_FIELDS = ['isrc', 'upc', 'contributors', 'territories', 'tags'] as const;

/** A partner's requirements for each release. An absent field requires nothing. */
export const PartnerRequirements = z
  .strictObject({
    /** The audio formats that it takes. */
    audioFormats: z.array(z.enum(['flac', 'mp3', 'wav'])).min(1),
    /** Where it sells. */
    territories: Territories,
    /** Required metadata beyond that of every release. */
    fields: z.array(z.enum(REQUIRED_FIELDS)).min(1),
    /** In characters (code points). */
    maxTitleLength: z.number().int().min(1).max(500),
    minDurationSeconds: z.number().positive().max(3600),
    maxDurationSeconds: z.number().positive().max(86_400),
    cover: z.literal(true),
  })
  .partial()
  .meta({ id: 'PartnerRequirements' });

export type PartnerRequirements = z.infer<typeof PartnerRequirements>;
