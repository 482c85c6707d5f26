import { ApplicationFailure } from '@temporalio/common';
import { type ActiveRecall, recallSentence } from '@fermata/domain/recall';

/** Polling interval for the end of a recall, which may concern many releases. */
const RECALLED_RETRY_MS = 60_000;

/** The failure of an attempt that finds the recall still in effect. Temporal retries without limit. */
export const stillRecalled = (recall: ActiveRecall): ApplicationFailure =>
  ApplicationFailure.create({
    type: 'StillRecalledError',
    message: `${recallSentence(recall)}; end it with: fermata recall lift ${recall.recallId}`,
    nextRetryDelay: RECALLED_RETRY_MS,
  });
