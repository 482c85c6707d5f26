import { ApplicationFailure } from '@temporalio/common';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';

/** The failure of an activity that the catalogue knows no authority for. A retry would meet it again. */
export const notAuthorised = (issue: string): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`not authorised: ${issue}`, NOT_AUTHORISED);
