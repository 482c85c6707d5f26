import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Worker } from '@temporalio/worker';

/** Process figures, and for each task queue how many activities and workflow tasks are under way. */
export function workerMetrics(workers: () => ReadonlyMap<string, Worker>): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(
    new Gauge({
      name: 'fermata_worker_activities_running',
      help: 'Activities under way, by task queue',
      labelNames: ['queue'],
      registers: [],
      collect() {
        for (const [queue, worker] of workers()) this.set({ queue }, worker.getStatus().numInFlightActivities);
      },
    }),
  );
  return registry;
}
