import { condition } from '@temporalio/workflow';
import { firstOf } from './first-of.ts';

/**
 * Waits for the work, and cancels it when the condition holds first. For an activity that is repeated until a wait is
 * over, so that a long one adds nothing to the history.
 */
export const awaitUnless = (isOver: () => boolean, work: () => Promise<void>): Promise<void> =>
  firstOf(work, () => condition(isOver));
