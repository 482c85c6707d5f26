import { assertSettings, type Env } from '@fermata/stack';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-codes.ts';

/** An invalid variable is a usage error, reported before anything starts. */
export function checkSettings(env: Env): void {
  try {
    assertSettings(env);
  } catch (error) {
    throw new CommandError(
      EXIT.usage,
      `${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
