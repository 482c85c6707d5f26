import { allHandlersFinished, condition } from '@temporalio/workflow';
import type { Journal } from './journal.ts';

/**
 * Waits at the end of a workflow until every command is answered and every event is stored and confirmed. Throws if a
 * write has failed.
 */
export async function closeJournal(journal: Journal): Promise<void> {
  const isQuiet = (): boolean => allHandlersFinished() && journal.idle;
  await condition(isQuiet);
  await journal.confirm();
  await condition(isQuiet);
  await journal.flushed();
}
