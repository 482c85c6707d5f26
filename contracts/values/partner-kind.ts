import { z } from 'zod';

/** The protocol that a partner speaks. `drop-…`: files in a folder that both sides can reach. */
export const PartnerKind = z.enum(['http-v1', 'drop-s3', 'drop-sftp']);
export type PartnerKind = z.infer<typeof PartnerKind>;
