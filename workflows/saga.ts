import { CancellationScope, isCancellation, log } from '@temporalio/workflow';

/**
 * A step and its compensation. `undo` must be safe if `run` never started, failed halfway, or
 * succeeded without a response.
 */
export interface SagaStep<T> {
  readonly name: string;
  run(): Promise<T>;
  undo(): Promise<void>;
}

export class CompensationError extends Error {
  readonly failures: readonly { step: string; error: unknown }[];

  constructor(failures: readonly { step: string; error: unknown }[]) {
    super(`could not undo ${failures.map((failure) => failure.step).join(', ')}`);
    this.name = 'CompensationError';
    this.failures = failures;
  }
}

/** Runs steps, and compensates the started ones in reverse order. */
export class Saga {
  readonly #undos: { name: string; undo: () => Promise<void> }[] = [];

  /**
   * Registers the compensation before the step runs, because a step whose response is lost must be
   * undone, too.
   */
  async step<T>(step: SagaStep<T>): Promise<T> {
    this.#undos.push({ name: step.name, undo: () => step.undo() });
    return step.run();
  }

  /**
   * Compensates every started step, even if another compensation fails; then throws the failures.
   * Runs in a cancelled workflow, too.
   */
  async compensate(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      const failures: { step: string; error: unknown }[] = [];
      for (let started = this.#undos.pop(); started; started = this.#undos.pop()) {
        try {
          await started.undo();
        } catch (error) {
          log.error('compensation failed', {
            step: started.name,
            error: String(error),
            cancelled: isCancellation(error),
          });
          failures.push({ step: started.name, error });
        }
      }
      if (failures.length > 0) throw new CompensationError(failures);
    });
  }
}
