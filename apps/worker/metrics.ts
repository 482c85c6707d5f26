import type { Worker } from '@temporalio/worker';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/**
 * Process metrics, the number of running activities of each task queue, and the number of calls to
 * the sound engine.
 */
export function createWorkerMetrics(workers: () => ReadonlyMap<string, Worker>): {
  registry: Registry;
  engineCalls: Counter<'step'>;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(
    new Gauge({
      name: 'fermata_worker_activities_running',
      help: 'Running activities, by task queue',
      labelNames: ['queue'],
      registers: [],
      collect() {
        for (const [queue, worker] of workers())
          this.set({ queue }, worker.getStatus().numInFlightActivities);
      },
    }),
  );
  const engineCalls = new Counter({
    name: 'fermata_engine_calls_total',
    help: 'Calls of the sound engine, by step; cached results make none',
    labelNames: ['step'],
    registers: [registry],
  });
  return { registry, engineCalls };
}
