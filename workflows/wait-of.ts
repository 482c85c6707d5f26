import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { PROJECT_HELD, STEP_MUST_WAIT } from '@fermata/contracts/temporal';

/** Why a step at a partner must be tried again later. */
export interface Wait {
  readonly reason: string;
  /** All steps of the project wait, not only those of this release. */
  readonly isProjectHeld: boolean;
}

/** Why a step must wait, or null for another failure. */
export function waitOf(error: unknown): Wait | null {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) return null;
  const { type, message: reason } = cause;
  if (type !== STEP_MUST_WAIT && type !== PROJECT_HELD) return null;
  return { reason, isProjectHeld: type === PROJECT_HELD };
}
