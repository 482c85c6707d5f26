import { cleanText, type ModelChoice } from '@fermata/contracts/values';
import type { ReadingFailedError } from './reading-failed-error.ts';

/** The choice of a model that could not read. */
export const failedChoice = (
  choice: ModelChoice,
  { message }: ReadingFailedError,
): ModelChoice => ({
  ...choice,
  used: false,
  reason: cleanText(message, 300),
});
