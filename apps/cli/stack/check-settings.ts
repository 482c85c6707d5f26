import { assertSettings, type Env } from '@fermata/stack';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** A wrong variable is a wrong command line: told before anything is started. */
export function checkSettings(env: Env): void {
  try {
    assertSettings(env);
  } catch (fault) {
    throw new CommandError(
      EXIT.usage,
      `${fault instanceof Error ? fault.message : String(fault)}.`,
    );
  }
}
