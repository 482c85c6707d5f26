import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createApiMetrics>;

/** The figures of one API process, in the Prometheus format. */
export function createApiMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'fermata_http_request_seconds',
      help: 'Time to answer a request, by route',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    previews: new Counter({
      name: 'fermata_previews_total',
      help: 'Responses to requests for previews: fresh, cached, fallback, none',
      labelNames: ['source'],
      registers,
    }),
    discardedPreviewWrites: new Counter({
      name: 'fermata_previews_unsaved_total',
      help: 'Session entries and audio of previews that could not be saved',
      registers,
    }),
    openStreams: new Gauge({
      name: 'fermata_event_streams_open',
      help: 'Open event streams',
      registers,
    }),
    webhooks: new Counter({
      name: 'fermata_webhooks_total',
      help: 'Webhooks of partners, by outcome',
      labelNames: ['partner', 'outcome'],
      registers,
    }),
    unrecordedRefusals: new Counter({
      name: 'fermata_refusals_unwritten_total',
      help: 'Refusals not recorded as events because of the limit per actor and minute',
      labelNames: ['type'],
      registers,
    }),
    tracks: new Gauge({
      name: 'fermata_tracks',
      help: 'Tracks of all projects, by stage',
      labelNames: ['stage'],
      registers,
    }),
    costs: {
      cpuSeconds: new Counter({
        name: 'fermata_cost_cpu_seconds_total',
        help: 'CPU seconds of steps',
        labelNames: ['project'],
        registers,
      }),
      audioSeconds: new Counter({
        name: 'fermata_cost_audio_seconds_total',
        help: 'Seconds of audio produced by steps',
        labelNames: ['project'],
        registers,
      }),
      price: new Counter({
        name: 'fermata_cost_price_micros_total',
        help: 'Price of the steps in millionths of a euro',
        labelNames: ['project'],
        registers,
      }),
      modelSeconds: new Counter({
        name: 'fermata_cost_model_seconds_total',
        help: 'Seconds of model time of steps',
        labelNames: ['project'],
        registers,
      }),
      cacheHits: new Counter({
        name: 'fermata_cost_cache_hits_total',
        help: 'Steps whose result was cached',
        labelNames: ['project'],
        registers,
      }),
      savedCpuSeconds: new Counter({
        name: 'fermata_cost_saved_cpu_seconds_total',
        help: 'CPU seconds saved by cached results',
        labelNames: ['project'],
        registers,
      }),
      savedPrice: new Counter({
        name: 'fermata_cost_saved_price_micros_total',
        help: 'Price in millionths of a euro saved by cached results',
        labelNames: ['project'],
        registers,
      }),
      bytesStored: new Counter({
        name: 'fermata_cost_bytes_stored_total',
        help: 'Bytes stored by steps',
        labelNames: ['project'],
        registers,
      }),
    },
    inboxPending: new Gauge({
      name: 'fermata_inbox_pending',
      help: 'Webhooks not yet relayed to a workflow',
      registers,
    }),
    failedWithdrawals: new Gauge({
      name: 'fermata_failed_withdrawals',
      help: 'Releases whose withdrawal has failed and that a partner may still have',
      registers,
    }),
  };
}
