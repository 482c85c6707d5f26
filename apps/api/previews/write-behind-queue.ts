import { setImmediate as afterThis, setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { withTimeout } from '../http/with-timeout.ts';

interface Job {
  readonly label: string;
  readonly work: () => Promise<void>;
}

const MAX_ATTEMPTS = 4;
const RETRY_MIN_MS = 250;

/** Writes what nobody waits for, in its order and one after the other: an answer never waits for PostgreSQL or S3. At most `most` jobs; what comes more is not kept, and counted. */
export class WriteBehindQueue {
  readonly #maxJobs: number;
  readonly #log: Logger;
  readonly #onDropped: () => void;
  readonly #waiting: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(maxJobs: number, log: Logger, onDropped: () => void) {
    this.#maxJobs = maxJobs;
    this.#log = log;
    this.#onDropped = onDropped;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(what: string, work: () => Promise<void>): void {
    if (this.#waiting.length >= this.#maxJobs) {
      this.#log.warn({ what }, 'too much waits to be kept: this is not');
      return this.#onDropped();
    }
    this.#waiting.push({ label: what, work });
    this.#running ??= this.#run();
  }

  /** Resolves when all that was added before is written or given up, or when the time is over. */
  async drain(milliseconds: number): Promise<void> {
    if (this.#running) await withTimeout(milliseconds, this.#running);
  }

  async #run(): Promise<void> {
    // The answer goes out first: also what a write prepares would hold it up.
    await afterThis();
    for (let job = this.#waiting[0]; job; job = this.#waiting[0]) {
      await this.#try(job);
      this.#waiting.shift();
    }
    this.#running = undefined;
  }

  async #try({ label: what, work }: Job): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= MAX_ATTEMPTS) {
          this.#log.error({ err: error, what }, 'this could not be kept');
          return this.#onDropped();
        }
        await pause(RETRY_MIN_MS * 2 ** attempt);
      }
    }
  }
}
