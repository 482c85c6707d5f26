import { PreviewId } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** Validates an id before the API is called. */
export function parsePreviewId(argument: string | undefined): string {
  const id = PreviewId.safeParse(argument?.trim());
  if (!id.success)
    throw new CommandError(
      EXIT.usage,
      `"${argument ?? ''}" is not a preview: a preview id is "prv_" and 24 hex digits.`,
    );
  return id.data;
}
