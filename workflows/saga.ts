import { CancellationScope, isCancellation, log } from '@temporalio/workflow';

/** A step and its undoing. `undo` must be safe when `run` never began, failed half-way, or succeeded unseen. */
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

/** Runs steps; takes back what was begun, last first. */
export class Saga {
  readonly #undos: { name: string; undo: () => Promise<void> }[] = [];

  /** Registers the undoing before the step runs: a step whose answer is lost must be taken back as well. */
  async step<T>(step: SagaStep<T>): Promise<T> {
    this.#undos.push({ name: step.name, undo: () => step.undo() });
    return step.run();
  }

  /**
   * Undoes every begun step, also when an earlier undoing fails; then throws what failed. Runs
   * under a cancelled workflow too.
   */
  async compensate(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      const failures: { step: string; error: unknown }[] = [];
      for (let begun = this.#undos.pop(); begun; begun = this.#undos.pop()) {
        try {
          await begun.undo();
        } catch (error) {
          log.error('compensation failed', {
            step: begun.name,
            error: String(error),
            cancelled: isCancellation(error),
          });
          failures.push({ step: begun.name, error });
        }
      }
      if (failures.length > 0) throw new CompensationError(failures);
    });
  }
}
