import { setImmediate as afterThis, setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { withinTime } from '../within-time.ts';

interface Job {
  readonly what: string;
  readonly work: () => Promise<void>;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** Writes what nobody waits for, in its order and one after the other: an answer never waits for PostgreSQL or S3. At most `most` jobs; what comes more is not kept, and counted. */
export class KeepQueue {
  readonly #most: number;
  readonly #log: Logger;
  readonly #onLost: () => void;
  readonly #waiting: Job[] = [];
  #working: Promise<void> | undefined;

  constructor(most: number, log: Logger, onLost: () => void) {
    this.#most = most;
    this.#log = log;
    this.#onLost = onLost;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(what: string, work: () => Promise<void>): void {
    if (this.#waiting.length >= this.#most) {
      this.#log.warn({ what }, 'too much waits to be kept: this is not');
      return this.#onLost();
    }
    this.#waiting.push({ what, work });
    this.#working ??= this.#run();
  }

  /** Resolves when all that was added before is written or given up, or when the time is over. */
  async settled(milliseconds: number): Promise<void> {
    if (this.#working) await withinTime(milliseconds, this.#working);
  }

  async #run(): Promise<void> {
    // The answer goes out first: also what a write prepares would hold it up.
    await afterThis();
    for (let job = this.#waiting[0]; job; job = this.#waiting[0]) {
      await this.#try(job);
      this.#waiting.shift();
    }
    this.#working = undefined;
  }

  async #try({ what, work }: Job): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= ATTEMPTS) {
          this.#log.error({ err: error, what }, 'this could not be kept');
          return this.#onLost();
        }
        await pause(FIRST_PAUSE_MS * 2 ** attempt);
      }
    }
  }
}
