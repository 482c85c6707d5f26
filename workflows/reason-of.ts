import { rootCause } from '@temporalio/workflow';
import { cleanText } from '@fermata/contracts/values';
import { CompensationError } from './saga.ts';

/** Why something has failed, in one sentence. */
export function reasonOf(error: unknown): string {
  const causes =
    error instanceof CompensationError
      ? [
          ...new Set(
            error.failures.map((failure) => rootCause(failure.error) ?? String(failure.error)),
          ),
        ].join('; ')
      : (rootCause(error) ?? String(error));
  return cleanText(causes, 500);
}
