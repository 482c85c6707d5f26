import type { ExitCode } from './exit-codes.ts';

/** A fault told to the user as one sentence; `details` are further lines, one fault each. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  readonly details: readonly string[];

  constructor(exitCode: ExitCode, message: string, details: readonly string[] = []) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
    this.details = details;
  }
}
