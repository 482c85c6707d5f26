import { z } from 'zod';

/** The PostgreSQL database of the catalogue. The processes connect with the application role. */
export const DatabaseSettings = z.object({
  DATABASE_URL: z
    .string({ error: 'DATABASE_URL must be set: the address of the catalogue in PostgreSQL' })
    .refine(
      (text) => URL.canParse(text),
      'DATABASE_URL must be an address such as postgresql://user:password@host:5432/database',
    ),
});
