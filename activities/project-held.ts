import { ApplicationFailure } from '@temporalio/common';
import { PROJECT_HELD } from '@fermata/contracts/temporal';
import type { ProjectHold } from '@fermata/contracts/values';
import { projectHoldSentence } from '@fermata/domain/release';
import type { Catalogue } from '@fermata/prisma';

/** The catalogue's record of the holds of projects. */
export type ProjectHolds = Pick<Catalogue['projectHolds'], 'find'>;

/** Polling interval for the end of a project's hold. */
const HELD_RETRY_MS = 10_000;

/** The failure of a step at a partner while the releases of its project are held. */
export const stepHeld = (hold: ProjectHold): ApplicationFailure =>
  ApplicationFailure.nonRetryable(projectHoldSentence(hold), PROJECT_HELD);

/** The failure of an attempt that finds the hold still in place. Temporal retries without limit. */
export const stillHeld = (hold: ProjectHold): ApplicationFailure =>
  ApplicationFailure.create({
    type: PROJECT_HELD,
    message: `${projectHoldSentence(hold)}; resume them with: fermata project resume`,
    nextRetryDelay: HELD_RETRY_MS,
  });
