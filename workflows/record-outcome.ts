import { allHandlersFinished, condition, log } from '@temporalio/workflow';
import { closeJournal } from './close-journal.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { reasonOf } from './reason-of.ts';
import { REFUSED_DETAIL } from './refused-detail.ts';

/**
 * Records the outcome even if earlier events, or the detail itself, were refused. It changes nothing at the partner.
 */
export async function recordOutcome(
  journal: Journal,
  detail: string,
  entryWith: (detail: string) => JournalEntry,
): Promise<void> {
  await journal.flushed().catch(showRefusedEvent);
  try {
    await journal.append([entryWith(detail)]);
  } catch (error) {
    showRefusedEvent(error);
    await journal.append([entryWith(REFUSED_DETAIL)]);
  }
  await closeJournalDespiteRefusals(journal);
}

/** Closes the journal even if events were refused. Commands and messages that still arrive are handled first. */
export async function closeJournalDespiteRefusals(journal: Journal): Promise<void> {
  await closeJournal(journal).catch(showRefusedEvent);
  await condition(() => allHandlersFinished() && journal.idle);
}

function showRefusedEvent(error: unknown): void {
  log.error('an event was refused', { error: reasonOf(error) });
}
