import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  type ExportResult,
  ExportResultCode,
  hrTimeToMicroseconds,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { Resource } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js';
import {
  makeWorkflowExporter,
  OpenTelemetryActivityInboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import { z } from 'zod';

const TracingEnvironment = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url(
      'OTEL_EXPORTER_OTLP_ENDPOINT must be the address of an OTLP receiver, such as http://127.0.0.1:4318',
    )
    .optional(),
  FERMATA_TRACE_FILE: z.string().min(1).optional(),
});

/**
 * The workflow interceptors: for `workflowInterceptorModules` of a bundle and
 * `interceptors.workflowModules` of a worker.
 */
export const workflowTracingModule = createRequire(import.meta.url).resolve(
  '@temporalio/interceptors-opentelemetry/lib/workflow-interceptors',
);

export type Tracing = ReturnType<typeof startTracing>;

/**
 * Traces of one process: OTLP over HTTP to `OTEL_EXPORTER_OTLP_ENDPOINT`, JSON lines to `FERMATA_TRACE_FILE`
 * (several processes may share it), both, or none. `exporters` adds others (tests). Call it once, before any span.
 * Without an exporter the interceptors still propagate the trace context.
 */
export function startTracing(
  service: string,
  env: NodeJS.ProcessEnv,
  exporters: SpanExporter[] = [],
) {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: otlp, FERMATA_TRACE_FILE: file } =
    TracingEnvironment.parse(env);
  const processors: SpanProcessor[] = exporters.map(
    (exporter) => new SimpleSpanProcessor(exporter),
  );
  if (otlp)
    processors.push(
      new BatchSpanProcessor(
        new OTLPTraceExporter({
          url: new URL('v1/traces', otlp.endsWith('/') ? otlp : `${otlp}/`).href,
        }),
      ),
    );
  if (file) processors.push(new SimpleSpanProcessor(new JsonLinesExporter(file)));
  const processor = combineProcessors(processors);
  const resource = Resource.default().merge(new Resource({ 'service.name': service }));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({
    contextManager: new AsyncLocalStorageContextManager(),
    propagator: new W3CTraceContextPropagator(),
  });

  return {
    enabled: processors.length > 0,
    /** For `interceptors.workflow` of a Temporal client. */
    clientInterceptors: [new OpenTelemetryWorkflowClientInterceptor()],
    /** For `interceptors.activity` of a worker. */
    activityInterceptors: [
      (ctx: ConstructorParameters<typeof OpenTelemetryActivityInboundInterceptor>[0]) => ({
        inbound: new OpenTelemetryActivityInboundInterceptor(ctx),
      }),
    ],
    /** For `sinks` of a worker with `workflowTracingModule`: without it each span is logged as an error. */
    sinks: { exporter: makeWorkflowExporter(processor, resource) },
    /** Exports the remaining spans; call it last. */
    shutdown: async (): Promise<void> => {
      await provider.shutdown();
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/** One span as a line of JSON; times in milliseconds since 1970. */
export interface TraceLine {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  service: string;
  name: string;
  startMs: number;
  durationMs: number;
  status: 'unset' | 'ok' | 'error';
  message?: string;
  attributes: Record<string, unknown>;
}

class JsonLinesExporter implements SpanExporter {
  readonly #file: string;
  constructor(file: string) {
    this.#file = file;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    try {
      // One append per batch, so that lines of several processes do not mix.
      appendFileSync(
        this.#file,
        spans.map((span) => `${JSON.stringify(traceLine(span))}\n`).join(''),
        { mode: 0o600 },
      );
      done({ code: ExportResultCode.SUCCESS });
    } catch (error) {
      done({
        code: ExportResultCode.FAILED,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  }

  async shutdown(): Promise<void> {}
}

function traceLine(span: ReadableSpan): TraceLine {
  const { traceId, spanId } = span.spanContext();
  const started = hrTimeToMicroseconds(span.startTime) / 1000;
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanId ?? null,
    service: String(span.resource.attributes['service.name'] ?? ''),
    name: span.name,
    startMs: started,
    durationMs: hrTimeToMicroseconds(span.endTime) / 1000 - started,
    status: (['unset', 'ok', 'error'] as const)[span.status.code],
    ...(span.status.message ? { message: span.status.message } : {}),
    attributes: span.attributes,
  };
}

function combineProcessors(processors: SpanProcessor[]): SpanProcessor {
  return {
    onStart: (span, parent) => processors.forEach((processor) => processor.onStart(span, parent)),
    onEnd: (span) => processors.forEach((processor) => processor.onEnd(span)),
    forceFlush: async () =>
      void (await Promise.all(processors.map((processor) => processor.forceFlush()))),
    shutdown: async () =>
      void (await Promise.all(processors.map((processor) => processor.shutdown()))),
  };
}
