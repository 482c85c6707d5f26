import { z } from 'zod';

/** The protocol that a partner speaks. */
export const PartnerKind = z.enum(['http-v1']);
export type PartnerKind = z.infer<typeof PartnerKind>;
