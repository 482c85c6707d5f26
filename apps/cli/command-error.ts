import type { ApiError, ApiErrorKind } from '@fermata/clients/api';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** An error for the user: one sentence, and further lines in `details`. */
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

const EXIT_OF: Record<ApiErrorKind, ExitCode> = {
  failed: EXIT.failed,
  invalid: EXIT.usage,
  unavailable: EXIT.absent,
  refused: EXIT.refused,
  interrupted: EXIT.interrupted,
};

/** Converts an error of the API; its kind decides the exit code. */
export const commandErrorFrom = ({ kind, message, details }: ApiError): CommandError =>
  new CommandError(EXIT_OF[kind], message, details);
