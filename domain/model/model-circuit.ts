import {
  afterCircuitFailure,
  type CircuitSettings,
  circuitState,
  CLOSED_CIRCUIT,
} from '../partner/circuit.ts';

const SETTINGS: CircuitSettings = { maxFailures: 5, openMs: 30_000, maxOpenMs: 10 * 60_000 };

/** The model was not asked. The message completes the sentence "it …". */
export class ModelPausedError extends Error {
  override readonly name = 'ModelPausedError';
}

/**
 * Stops asking a remote model that fails again and again, so that briefs do not wait for its limit each time. One call
 * at a time then tries whether it answers again. Each process has its own.
 */
export class ModelCircuit {
  readonly #isFailure: (error: unknown) => error is Error;
  readonly #settings: CircuitSettings;
  readonly #now: () => number;
  #circuit = CLOSED_CIRCUIT;
  #probing = false;

  /** `isFailure`: an error that shows a failing model. Others, as a cancellation, do not count. */
  constructor(
    isFailure: (error: unknown) => error is Error,
    { settings = SETTINGS, now = Date.now } = {},
  ) {
    this.#isFailure = isFailure;
    this.#settings = settings;
    this.#now = now;
  }

  /** Throws ModelPausedError without a call while the circuit is open, and the error of the call. */
  async through<T>(call: () => Promise<T>): Promise<T> {
    const state = circuitState(this.#circuit, this.#now());
    if (state === 'open' || (state === 'half-open' && this.#probing))
      throw new ModelPausedError(
        `is not asked for a while, as it failed ${this.#circuit.failures} times in a row: it ` +
          (this.#circuit.detail ?? 'failed'),
      );
    const wasProbe = state === 'half-open';
    if (wasProbe) this.#probing = true;
    try {
      const answer = await call();
      this.#circuit = CLOSED_CIRCUIT;
      return answer;
    } catch (error) {
      if (this.#isFailure(error))
        this.#circuit = afterCircuitFailure(
          this.#circuit,
          { now: this.#now(), detail: error.message, wasProbe },
          this.#settings,
        );
      throw error;
    } finally {
      if (wasProbe) this.#probing = false;
    }
  }
}
