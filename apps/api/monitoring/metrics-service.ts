import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Catalogue, Figures } from '@fermata/prisma';
import type { ApiConfig } from '../config.ts';
import { withTimeout } from '../http/with-timeout.ts';
import { CATALOGUE, CONFIG, LOG, METRICS } from '../infrastructure/injection-tokens.ts';
import type { Metrics } from '../infrastructure/metrics.ts';

const COST_FIGURES = [
  'cpuSeconds',
  'modelSeconds',
  'audioSeconds',
  'price',
  'bytesStored',
  'cacheHits',
  'savedCpuSeconds',
  'savedPrice',
] as const;
const READ_TIMEOUT_MS = 2_000;

/** The metrics of the process and of the catalogue. */
@Injectable()
export class MetricsService {
  #reading: Promise<void> | undefined;
  #readAt = -Infinity;

  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'figures'>,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Logger,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  /**
   * All figures in the Prometheus format. While the catalogue is unavailable its figures are left out, because stale
   * ones would look current.
   */
  async exposition(): Promise<{ contentType: string; text: string }> {
    const { registry } = this.metrics;
    if (performance.now() - this.#readAt >= this.config.limits.figuresMs)
      await this.#readWithTimeout();
    return { contentType: registry.contentType, text: await registry.metrics() };
  }

  /** Concurrent requests share one query, with a time limit in case the database hangs. */
  async #readWithTimeout(): Promise<void> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    if ((await withTimeout(READ_TIMEOUT_MS, this.#reading)) !== 'late') return;
    this.#publish(null);
    this.log.warn('the figures of the catalogue timed out');
  }

  async #read(): Promise<void> {
    try {
      this.#publish(await this.catalogue.figures());
    } catch (error) {
      this.#publish(null);
      this.log.warn({ err: error }, 'the figures of the catalogue cannot be read');
    }
    this.#readAt = performance.now();
  }

  #publish(figures: Figures | null): void {
    const { tracks, costs, inboxPending, failedWithdrawals } = this.metrics;
    for (const metric of [tracks, ...Object.values(costs)]) metric.reset();
    // A reset would report 0.
    inboxPending.remove();
    failedWithdrawals.remove();
    if (figures === null) return;
    for (const [stage, count] of Object.entries(figures.tracks)) tracks.set({ stage }, count);
    inboxPending.set(figures.inboxPending);
    failedWithdrawals.set(figures.failedWithdrawals);
    for (const { projectId: project, ...sums } of figures.costs.byProject) {
      for (const figure of COST_FIGURES) {
        const sum = sums[figure];
        costs[figure].inc({ project }, typeof sum === 'number' ? sum : sum.micros);
      }
    }
  }
}
