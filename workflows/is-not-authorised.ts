import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { NOT_AUTHORISED } from '@fermata/contracts/temporal';

/** Whether the catalogue has refused an effect or an event. */
export function isNotAuthorised(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure && cause.type === NOT_AUTHORISED;
}
