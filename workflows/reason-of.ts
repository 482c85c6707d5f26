import { rootCause } from '@temporalio/workflow';
import { cleanText } from '@fermata/contracts/values';

/** Why something has failed, in one sentence. */
export const reasonOf = (error: unknown): string =>
  cleanText(rootCause(error) ?? String(error), 500);
