import { CancellationScope, isCancellation, log } from '@temporalio/workflow';
import { reasonOf } from './reason-of.ts';

/** The compensations of the steps that were started. */
export class Saga {
  readonly #undos: { name: string; undo: () => Promise<void> }[] = [];

  /**
   * Registers a compensation, before its step runs: a step whose response is lost must be undone, too. So `undo` must
   * be safe if the step never started, failed halfway, or succeeded without a response.
   */
  register(name: string, undo: () => Promise<void>): void {
    this.#undos.push({ name, undo });
  }

  /**
   * Runs every compensation in reverse order, even if another one fails; then throws the failures. Runs in a cancelled
   * workflow, too.
   */
  async compensate(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      const failures: unknown[] = [];
      for (let started = this.#undos.pop(); started; started = this.#undos.pop()) {
        try {
          await started.undo();
        } catch (error) {
          log.error('compensation failed', {
            step: started.name,
            error: String(error),
            cancelled: isCancellation(error),
          });
          failures.push(error);
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, failures.map(reasonOf).join('; '));
    });
  }
}
