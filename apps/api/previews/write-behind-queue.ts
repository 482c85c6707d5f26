import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { retry } from '@fermata/contracts/io';
import { growingPauseMs } from '@fermata/contracts/values';
import { isFinalError } from '@fermata/prisma';
import { withTimeout } from '../http/with-timeout.ts';

interface Job {
  readonly label: string;
  readonly work: () => Promise<void>;
}
/** The writes of one project. The first job is being written. */
interface Lane {
  readonly jobs: Job[];
  readonly running: Promise<void>;
}
export interface QueueBounds {
  readonly jobs: number;
  readonly jobsOfProject: number;
}

const MAX_ATTEMPTS = 4;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 2_000;
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Runs writes after the response was sent: no response waits for PostgreSQL or S3. The writes of a project run
 * in sequence; no project waits for the failed writes of another. When the queue is full it discards the newest job
 * of the project that has the most. It lives in this process, because it buffers the responses of this process.
 */
export class WriteBehindQueue implements OnApplicationShutdown {
  readonly #lanes = new Map<string, Lane>();

  constructor(
    private readonly bounds: QueueBounds,
    private readonly log: Logger,
    private readonly onDiscarded: () => void,
  ) {}

  get length(): number {
    return [...this.#lanes.values()].reduce((sum, { jobs }) => sum + jobs.length, 0);
  }

  add(projectId: string, label: string, work: () => Promise<void>): void {
    if (!this.#makeRoom(projectId)) return this.#discard(projectId, label);
    const lane = this.#lanes.get(projectId);
    if (lane) return void lane.jobs.push({ label, work });
    const jobs = [{ label, work }];
    this.#lanes.set(projectId, { jobs, running: this.#run(projectId, jobs) });
  }

  /** Resolves when all jobs of the project that were added before are done or discarded, or after `milliseconds`. */
  async drain(projectId: string, milliseconds: number): Promise<void> {
    const lane = this.#lanes.get(projectId);
    if (lane) await withTimeout(milliseconds, lane.running);
  }

  async onApplicationShutdown(): Promise<void> {
    const running = [...this.#lanes.values()].map((lane) => lane.running);
    await withTimeout(CLOSE_TIMEOUT_MS, Promise.all(running));
  }

  /** False if the project may have no further job. */
  #makeRoom(projectId: string): boolean {
    const { jobs, jobsOfProject } = this.bounds;
    const own = this.#lanes.get(projectId)?.jobs.length ?? 0;
    if (own >= jobsOfProject) return false;
    if (this.length < jobs) return true;
    const [longest] = [...this.#lanes].sort(([, a], [, b]) => b.jobs.length - a.jobs.length);
    if (!longest || longest[1].jobs.length <= own + 1) return false;
    const [otherId, lane] = longest;
    this.#discard(otherId, lane.jobs.pop()?.label);
    return true;
  }

  #discard(projectId: string, label: string | undefined): void {
    this.log.warn({ projectId, label }, 'write-behind queue is full; write discarded');
    this.onDiscarded();
  }

  async #run(projectId: string, jobs: Job[]): Promise<void> {
    // Preparing a write also takes time, so the response is sent first.
    await nextTurn();
    for (let job = jobs[0]; job; job = jobs[0]) {
      await this.#attempt(projectId, job);
      jobs.shift();
    }
    this.#lanes.delete(projectId);
  }

  async #attempt(projectId: string, { label, work }: Job): Promise<void> {
    try {
      await retry(work, (error, attempt) =>
        attempt === MAX_ATTEMPTS || isFinalError(error)
          ? null
          : growingPauseMs(attempt, RETRY_MIN_MS, RETRY_MAX_MS),
      );
    } catch (error) {
      this.log.error({ err: error, projectId, label }, 'write failed; discarded');
      this.onDiscarded();
    }
  }
}
