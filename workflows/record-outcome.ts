import { log } from '@temporalio/workflow';
import type { Journal, JournalEntry } from './journal.ts';
import { reasonOf } from './reason-of.ts';
import { REFUSED_DETAIL } from './refused-detail.ts';
import { settle } from './settle.ts';

/**
 * Records how a workflow has ended. Nothing may prevent it: not a refused event before it, and not the
 * detail of the outcome. It changes nothing at the partner any more.
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
  await settle(journal).catch(showRefusedEvent);
}

function showRefusedEvent(error: unknown): void {
  log.error('an event was refused', { error: reasonOf(error) });
}
