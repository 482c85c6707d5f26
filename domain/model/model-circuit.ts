import {
  afterCircuitFailure,
  type CircuitSettings,
  circuitState,
  CLOSED_CIRCUIT,
} from '../partner/circuit.ts';

const SETTINGS: CircuitSettings = { maxFailures: 5, openMs: 30_000, maxOpenMs: 10 * 60_000 };

/** The errors of the calls of a model. */
export interface CallErrors {
  /** Whether an error shows a failing model. Others, as a cancellation, do not count. */
  readonly isFailure: (error: unknown) => error is Error;
  /** The error of a call that is not made. The message completes the sentence "it …". */
  readonly paused: (message: string) => Error;
}

/**
 * Stops asking a remote model that fails again and again, so that briefs do not wait for its limit each time. One call
 * at a time then tries whether it answers again. Each process has its own.
 */
export class ModelCircuit {
  readonly #errors: CallErrors;
  readonly #settings: CircuitSettings;
  readonly #now: () => number;
  #circuit = CLOSED_CIRCUIT;
  #probing = false;

  constructor(errors: CallErrors, { settings = SETTINGS, now = Date.now } = {}) {
    this.#errors = errors;
    this.#settings = settings;
    this.#now = now;
  }

  /** Throws the error of a call, and without one, while the circuit is open, that of a pause. */
  async through<T>(call: () => Promise<T>): Promise<T> {
    const state = circuitState(this.#circuit, this.#now());
    if (state === 'open' || (state === 'half-open' && this.#probing))
      throw this.#errors.paused(
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
      if (this.#errors.isFailure(error))
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
