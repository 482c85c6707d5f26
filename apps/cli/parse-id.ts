import type { z } from 'zod';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-codes.ts';

/** Validates an id before the API is called. `kind`: the noun, `prefix`: the start of such an id. */
export function parseId(
  schema: z.ZodType<string>,
  argument: string | undefined,
  { kind, prefix }: { readonly kind: string; readonly prefix: string },
): string {
  const id = schema.safeParse(argument?.trim());
  if (!id.success)
    throw new CommandError(
      EXIT.usage,
      `"${argument ?? ''}" is not a ${kind}: a ${kind} id is "${prefix}_" and 24 hex digits.`,
    );
  return id.data;
}
