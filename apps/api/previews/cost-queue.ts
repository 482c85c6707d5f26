import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { retry } from '@fermata/contracts/io';
import { growingPauseMs } from '@fermata/contracts/values';
import { addMoney, priceOf, type RateCard, ZERO } from '@fermata/domain/cost';
import type { PreviewWithAudio } from '@fermata/domain/preview';
import { type Catalogue, type CostEntry, isFinalError } from '@fermata/prisma';
import { CATALOGUE, LOG } from '../infrastructure/injection-tokens.ts';

const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 10_000;
const CLOSE_TIMEOUT_MS = 5_000;
/** Costs of previews are booked on this id, where other costs are booked on their track. */
const COST_TRACK_ID = 'previews';

interface CostStore {
  readonly costs: Pick<Catalogue['costs'], 'record'>;
}

/**
 * Books the costs of previews after their responses. Entries that arrive during a write are coalesced per project, so
 * the queue does not grow while the catalogue is unavailable. Buffers the work of this process, so it stays in it.
 */
@Injectable()
export class CostQueue implements OnApplicationShutdown {
  readonly #abort = new AbortController();
  readonly #waiting = new Map<string, CostEntry>();
  #running: Promise<void> | undefined;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: CostStore,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  add(entry: CostEntry): void {
    const waiting = this.#waiting.get(entry.projectId);
    this.#waiting.set(entry.projectId, waiting ? addCosts(waiting, entry) : entry);
    this.#running ??= this.#run();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.close(CLOSE_TIMEOUT_MS);
  }

  /** Gives waiting entries this many milliseconds to be written. */
  async close(milliseconds: number): Promise<void> {
    const timer = setTimeout(() => this.#abort.abort(), milliseconds);
    await this.#running;
    clearTimeout(timer);
    if (this.#waiting.size > 0)
      this.log.error(
        { entries: [...this.#waiting.values()] },
        'cannot book the costs of these previews',
      );
  }

  async #run(): Promise<void> {
    // Preparing a write also takes time, so the response is sent first.
    await nextTurn();
    for (let [next] = this.#waiting; next && !this.#abort.signal.aborted; [next] = this.#waiting) {
      const [projectId, entry] = next;
      this.#waiting.delete(projectId);
      // A failed write may have been committed under its key, so later costs need another entry.
      if (!(await this.#write(entry))) this.#waiting.set(`${projectId} ${entry.stepKey}`, entry);
    }
    this.#running = undefined;
  }

  /** False if the entry must be written later: an abort ended the attempts. */
  async #write(entry: CostEntry): Promise<boolean> {
    const record = (): Promise<void> => this.catalogue.costs.record(entry);
    try {
      await retry(
        record,
        (error, attempt) => this.#pauseMs(entry, error, attempt),
        this.#abort.signal,
      );
      return true;
    } catch (error) {
      if (isFinalError(error)) {
        this.log.error({ err: error, entry }, 'cannot book the costs of these previews');
        return true;
      }
      // The abort ended a pause: one last attempt.
      return record().then(
        () => true,
        () => false,
      );
    }
  }

  /** Null after an error that every attempt would meet. */
  #pauseMs({ projectId }: CostEntry, error: unknown, attempt: number): number | null {
    if (isFinalError(error)) return null;
    this.log.warn({ err: error, projectId }, 'cannot book the costs of previews yet; retrying');
    return growingPauseMs(attempt, RETRY_MIN_MS, RETRY_MAX_MS);
  }
}

/** The cost of making this preview: the time of the engine processes. */
export function previewCostEntry(
  projectId: string,
  { previewId, made, wav }: PreviewWithAudio,
  rates: RateCard,
): CostEntry {
  const { composed, mixed } = made.timings;
  const rendered = made.parts.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const used = {
    cpuSeconds: (composed + mixed + rendered) / 1000,
    modelSeconds: 0,
    bytesStored: wav.byteLength,
  };
  return {
    projectId,
    trackId: COST_TRACK_ID,
    step: 'preview',
    // The same preview may be made again, so the key needs a random part.
    stepKey: `preview/${previewId}/${randomBytes(8).toString('hex')}`,
    ...used,
    audioSeconds: made.durationSeconds,
    price: priceOf(rates, used),
    cacheHit: false,
    failed: false,
    savedCpuSeconds: 0,
    savedPrice: ZERO,
  };
}

const addCosts = (one: CostEntry, other: CostEntry): CostEntry => ({
  ...one,
  cpuSeconds: one.cpuSeconds + other.cpuSeconds,
  modelSeconds: one.modelSeconds + other.modelSeconds,
  audioSeconds: one.audioSeconds + other.audioSeconds,
  price: addMoney(one.price, other.price),
  bytesStored: one.bytesStored + other.bytesStored,
});
