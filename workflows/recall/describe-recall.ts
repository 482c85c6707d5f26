import type { RecallStep } from '@fermata/contracts/temporal';
import { describeRecallSubject } from '@fermata/contracts/values';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { currentDetails } from '../current-details.ts';

/** The progress of the recall, for the Temporal UI. */
export function describeRecall(
  recallId: string,
  { state, subject, reason, counts }: Pick<RecallStep, 'state' | 'subject' | 'reason' | 'counts'>,
): string {
  const { withdraw, stopRelease, withdrawn } = counts;
  const progress = `${withdrawn} of ${withdrawn + withdraw} tracks withdrawn`;
  const doing = {
    running: `Recalling: ${progress}`,
    completed: `Recalled: ${progress}`,
    lifted: `Lifted: ${progress}`,
  };
  return currentDetails(doing[state], [
    `Subject: ${escapeMarkdown(describeRecallSubject(subject))}`,
    `Reason: ${escapeMarkdown(reason)}`,
    ...(stopRelease > 0 ? [`Tracks with a release that is being stopped: ${stopRelease}`] : []),
    ...(state === 'lifted'
      ? []
      : [`Next: \`fermata recall lift ${recallId} --reason "…"\` ends it.`]),
  ]);
}
