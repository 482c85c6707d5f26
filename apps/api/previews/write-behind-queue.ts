import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { growingPauseMs, retry } from '@fermata/contracts/values';
import { withTimeout } from '../http/with-timeout.ts';

interface Job {
  readonly label: string;
  readonly work: () => Promise<void>;
}

const MAX_ATTEMPTS = 4;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 2_000;
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Runs writes one after the other, in order, after the answer was sent: no answer waits for PostgreSQL or S3. Holds at
 * most `maxJobs`; further ones are dropped and counted. It buffers what this process answered, so it stays in it.
 */
export class WriteBehindQueue implements OnApplicationShutdown {
  readonly #waiting: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(
    private readonly maxJobs: number,
    private readonly log: Logger,
    private readonly onDropped: () => void,
  ) {}

  get length(): number {
    return this.#waiting.length;
  }

  add(label: string, work: () => Promise<void>): void {
    if (this.#waiting.length >= this.maxJobs) {
      this.log.warn({ label }, 'write-behind queue is full; write dropped');
      return this.onDropped();
    }
    this.#waiting.push({ label, work });
    this.#running ??= this.#run();
  }

  /** Resolves when all jobs added before are done or dropped, or after `milliseconds`. */
  async drain(milliseconds: number): Promise<void> {
    if (this.#running) await withTimeout(milliseconds, this.#running);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.drain(CLOSE_TIMEOUT_MS);
  }

  async #run(): Promise<void> {
    // Preparing a write also takes time, so the answer is sent first.
    await nextTurn();
    for (let job = this.#waiting[0]; job; job = this.#waiting[0]) {
      await this.#attempt(job);
      this.#waiting.shift();
    }
    this.#running = undefined;
  }

  async #attempt({ label, work }: Job): Promise<void> {
    try {
      await retry(work, (_, attempt) =>
        attempt < MAX_ATTEMPTS ? growingPauseMs(attempt, RETRY_MIN_MS, RETRY_MAX_MS) : null,
      );
    } catch (error) {
      this.log.error({ err: error, label }, 'write failed; dropped');
      this.onDropped();
    }
  }
}
