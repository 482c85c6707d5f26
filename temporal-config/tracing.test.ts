import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTracing, type Tracing } from './tracing.ts';

const Line = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().nullable(),
  service: z.string(),
  name: z.string(),
  status: z.string(),
  durationMs: z.number(),
});
const folder = mkdtempSync(join(tmpdir(), 'fermata-tracing-'));
let tracing: Tracing | undefined;

afterEach(async () => tracing?.shutdown());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('startTracing', () => {
  it('writes one JSON span a line, children under their parent, over asynchronous steps', async () => {
    const file = join(folder, 'trace.jsonl');
    tracing = startTracing('test-service', { FERMATA_TRACE_FILE: file });
    const tracer = trace.getTracer('test');
    await tracer.startActiveSpan('outer', async (outer) => {
      await Promise.resolve();
      tracer.startActiveSpan('inner', (inner) =>
        inner.setStatus({ code: SpanStatusCode.ERROR, message: 'on purpose' }).end(),
      );
      outer.end();
    });
    const lines = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    expect(lines.map((line) => [line.name, line.status, line.service])).toEqual([
      ['inner', 'error', 'test-service'],
      ['outer', 'unset', 'test-service'],
    ]);
    expect(lines[0]).toMatchObject({ traceId: lines[1]?.traceId, parentSpanId: lines[1]?.spanId });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('propagates the given trace context, also without an exporter', () => {
    tracing = startTracing('test-service', {});
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const carrier: Record<string, string> = {};
    context.with(propagation.extract(context.active(), { traceparent }), () =>
      propagation.inject(context.active(), carrier),
    );
    expect(tracing.enabled).toBe(false);
    expect(carrier['traceparent']).toBe(traceparent);
  });

  it('rejects an invalid address with one sentence', () => {
    expect(() => startTracing('test-service', { OTEL_EXPORTER_OTLP_ENDPOINT: 'nowhere' })).toThrow(
      'must be the address of an OTLP receiver',
    );
  });
});
