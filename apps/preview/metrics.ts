import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PreviewMaker } from './preview-maker.ts';

/** The Prometheus metrics of one preview process. */
export function createPreviewMetrics(maker: PreviewMaker) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, value: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('fermata_preview_under_way', 'Requests in progress or waiting', () => maker.underWay);
  gauge(
    'fermata_preview_ahead_seconds',
    'Estimated outstanding work of the engine processes',
    () => maker.outstandingMsBefore(Infinity) / 1000,
  );
  gauge(
    'fermata_preview_cache_bytes',
    'Rendered parts in the cache',
    () => maker.renderer.cacheBytes,
  );
  const parts = new Counter({
    name: 'fermata_preview_parts_total',
    help: 'Parts of previews, rendered or cached',
    labelNames: ['made'],
    registers,
    collect() {
      this.reset();
      this.inc({ made: 'rendered' }, maker.renderer.rendered);
      this.inc({ made: 'cached' }, maker.renderer.reused);
    },
  });
  return {
    registry,
    parts,
    seconds: new Histogram({
      name: 'fermata_preview_seconds',
      help: 'Time to make a preview',
      buckets: [0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5, 5],
      registers,
    }),
    outcomes: new Counter({
      name: 'fermata_preview_requests_total',
      help: 'Requests, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
