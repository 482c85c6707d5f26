import { allHandlersFinished, condition } from '@temporalio/workflow';
import type { Journal } from './journal.ts';

/**
 * The end of a workflow: every command is answered, every event stored, the last ones confirmed. Throws if
 * a write has failed.
 */
export async function settle(journal: Journal): Promise<void> {
  const isQuiet = (): boolean => allHandlersFinished() && journal.idle;
  await condition(isQuiet);
  await journal.confirm();
  await condition(isQuiet);
  await journal.flushed();
}
