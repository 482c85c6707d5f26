import { ApplicationFailure, condition } from '@temporalio/workflow';
import { escapeMarkdown } from '@fermata/temporal-config/escape-markdown';
import { awaitUnless } from '../await-unless.ts';
import { call } from '../call.ts';
import { releaseWaits } from '../proxies.ts';
import { type Wait, waitOf } from '../wait-of.ts';
import type { OfferRun } from './offer-run.ts';

/**
 * Poll interval of a waiting step: a notification may be lost, and no signal reports that a held track of a created
 * release is cancelled. It doubles up to the maximum, so that a long hold adds little to the history.
 */
const [MIN_POLL_MS, MAX_POLL_MS] = [5_000, 1_800_000];

/** The type of the failure of a step that waits while its partner rejects the release. */
export const REJECTED_WHILE_WAITING = 'RejectedWhileWaitingError';

export const isRejectedWhileWaiting = (error: unknown): boolean =>
  error instanceof ApplicationFailure && error.type === REJECTED_WHILE_WAITING;

/**
 * Runs a step at the partner. While the catalogue says that it must wait (the track is held, another
 * partner has not accepted), it is tried again at each notification; while the releases of the project are held, also
 * when they are resumed. Throws when an event was refused.
 */
export async function whenAllowed<T>(run: OfferRun, step: () => Promise<T>): Promise<T> {
  for (let pollMs = MIN_POLL_MS; ;) {
    await run.journal.flushed();
    const seen = run.changes;
    try {
      return await step();
    } catch (error) {
      const wait = waitOf(error);
      if (wait === null) throw error;
      await waitUntil(run, wait, {
        pollMs,
        isNotified: () => run.changes > seen || run.journal.failed || run.isRejected,
      });
      pollMs = run.changes > seen ? MIN_POLL_MS : Math.min(2 * pollMs, MAX_POLL_MS);
      if (run.isRejected)
        throw ApplicationFailure.nonRetryable(run.answers.verdict?.detail, REJECTED_WHILE_WAITING);
    }
  }
}

async function waitUntil(
  run: OfferRun,
  { reason, isProjectHeld }: Wait,
  { pollMs, isNotified }: { readonly pollMs: number; readonly isNotified: () => boolean },
): Promise<void> {
  const waits = `The next step waits: ${escapeMarkdown(reason)}`;
  if (isProjectHeld) {
    run.setDetails(waits, '`fermata project resume` ends the hold.');
    const { projectId } = run.input;
    await awaitUnless(isNotified, () =>
      call(releaseWaits.awaitProjectResume, 'Wait until the releases of the project are resumed', {
        projectId,
      }),
    );
  } else {
    run.setDetails(waits);
    await condition(isNotified, pollMs, { summary: 'Wait before the next check' });
  }
}
