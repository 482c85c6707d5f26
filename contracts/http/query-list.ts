import { z } from 'zod';

/** A query parameter with several values: repeated, or separated by commas. */
export const queryList = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) =>
      [given]
        .flat()
        .flatMap((text) => text.split(','))
        .map((text) => text.trim()),
    )
    .pipe(z.array(item).max(50));
