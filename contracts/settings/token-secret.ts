import { z } from 'zod';

/** Signs decision tokens: at least 32 bytes, in hex. */
export const TOKEN_SECRET_PATTERN = /^(?:[0-9a-f]{2}){32,128}$/;

export const TokenSettings = z.object({
  FERMATA_TOKEN_SECRET: z
    .string({ error: 'FERMATA_TOKEN_SECRET must be set: 32 to 128 bytes as lower-case hex' })
    .regex(TOKEN_SECRET_PATTERN, 'FERMATA_TOKEN_SECRET must be 32 to 128 bytes as lower-case hex'),
});
