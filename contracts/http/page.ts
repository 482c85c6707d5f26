import { z } from 'zod';

/** `nextCursor` is opaque: send it as `?cursor=` for the next page. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const PageLimit = z.coerce.number().int().min(1).max(100).default(20);
