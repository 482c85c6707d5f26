import { setImmediate as afterThis, setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Catalogue, CostEntry } from '@fermata/prisma';

const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 10_000;

/**
 * Books what previews cost, behind their answers. What comes while an entry is being written is added up, one entry for each project: so it takes no more room the longer
 * the catalogue is away, and nothing is dropped as long as the process lives.
 */
export class CostQueue {
  readonly #costs: Pick<Catalogue['costs'], 'record'>;
  readonly #log: Logger;
  readonly #abort = new AbortController();
  readonly #waiting = new Map<string, CostEntry>();
  #running: Promise<void> | undefined;

  constructor(costs: Pick<Catalogue['costs'], 'record'>, log: Logger) {
    this.#costs = costs;
    this.#log = log;
  }

  add(entry: CostEntry): void {
    const waiting = this.#waiting.get(entry.projectId);
    this.#waiting.set(entry.projectId, waiting ? addCosts(waiting, entry) : entry);
    this.#running ??= this.#run();
  }

  /** Gives what waits so many milliseconds. */
  async close(milliseconds: number): Promise<void> {
    const timer = setTimeout(() => this.#abort.abort(), milliseconds);
    await this.#running;
    clearTimeout(timer);
    if (this.#waiting.size > 0)
      this.#log.error(
        { entries: [...this.#waiting.values()] },
        'what these previews cost could not be booked',
      );
  }

  async #run(): Promise<void> {
    // The answer goes out first: also what a write prepares would hold it up.
    await afterThis();
    for (let [next] = this.#waiting; next && !this.#abort.signal.aborted; [next] = this.#waiting) {
      const [projectId, entry] = next;
      this.#waiting.delete(projectId);
      // As it stands it may have been written already, under its key: what comes now is another entry.
      if (!(await this.#write(entry))) this.#waiting.set(`${projectId} ${entry.stepKey}`, entry);
    }
    this.#running = undefined;
  }

  async #write(entry: CostEntry): Promise<boolean> {
    for (let waitMs = RETRY_MIN_MS; ; waitMs = Math.min(RETRY_MAX_MS, waitMs * 2)) {
      try {
        await this.#costs.record(entry);
        return true;
      } catch (error) {
        if (this.#abort.signal.aborted) return false;
        this.#log.warn(
          { err: error, projectId: entry.projectId },
          'what previews cost cannot be booked yet',
        );
        await pause(waitMs, undefined, { signal: this.#abort.signal }).catch(() => undefined);
      }
    }
  }
}

const addCosts = (one: CostEntry, other: CostEntry): CostEntry => ({
  ...one,
  cpuSeconds: one.cpuSeconds + other.cpuSeconds,
  modelSeconds: one.modelSeconds + other.modelSeconds,
  audioSeconds: one.audioSeconds + other.audioSeconds,
  priceMinor: one.priceMinor + other.priceMinor,
  bytesStored: one.bytesStored + other.bytesStored,
});
