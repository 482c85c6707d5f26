import type { ApiError, ApiErrorKind } from '@fermata/clients/api';
import { EXIT, type ExitCode } from './exit-codes.ts';

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

const EXIT_OF: Record<ApiErrorKind, ExitCode> = {
  failed: EXIT.failed,
  invalid: EXIT.usage,
  unavailable: EXIT.absent,
  refused: EXIT.refused,
  interrupted: EXIT.interrupted,
};

/** An error of the API with the exit code that its kind has. */
export const commandErrorFrom = ({ kind, message, details }: ApiError): CommandError =>
  new CommandError(EXIT_OF[kind], message, details);
