import { PartnerName } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** Validates the name of a partner before the API is called. */
export function parsePartner(argument: string | undefined): string {
  const parsed = PartnerName.safeParse(argument?.trim());
  if (parsed.success) return parsed.data;
  throw new CommandError(
    EXIT.usage,
    `"${argument ?? ''}" is not a partner: ${parsed.error.issues[0]?.message ?? ''}.`,
  );
}
