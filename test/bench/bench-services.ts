interface Closable {
  close(): Promise<void>;
}

/** The stacks and other processes of a benchmark, which are stopped when it ends or is interrupted. */
export class BenchServices {
  readonly #closing = new AbortController();
  readonly #starting: Promise<Closable>[] = [];
  #closed: Promise<void> | undefined;

  /** `signal` aborts the start. */
  async start<T extends Closable>(start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#closing.signal.throwIfAborted();
    const starting = start(this.#closing.signal);
    this.#starting.push(starting);
    return starting;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    this.#closing.abort(new Error('the benchmark has ended'));
    const failures: unknown[] = [];
    // A stack uses what was started before it.
    for (const starting of this.#starting.toReversed()) {
      // The benchmark gets the error of a failed start.
      const service = await starting.catch(() => undefined);
      await service?.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, 'not every service was stopped');
  }
}
