import { CancellationScope, condition } from '@temporalio/workflow';

/**
 * Waits for the work, and cancels it when the condition holds first. For an activity that is repeated until a wait is
 * over, so that a long one adds nothing to the history.
 */
export async function awaitUnless(isOver: () => boolean, work: () => Promise<void>): Promise<void> {
  const scope = new CancellationScope();
  try {
    await scope.run(() => Promise.race([work(), condition(isOver)]));
  } finally {
    scope.cancel();
  }
}
