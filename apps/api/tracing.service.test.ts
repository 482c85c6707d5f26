import { TrackAccepted } from '@fermata/contracts';
import { defaultPayloadConverter } from '@temporalio/common';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KEYS, startHouse, type House } from './rig/house.ts';

const exporter = new InMemorySpanExporter();
let house: House;
beforeAll(async () => {
  house = await startHouse({ exporters: [exporter] });
});
afterAll(() => house.stop());

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const Carrier = z.object({ traceparent: z.string() });

describe('a trace', () => {
  it('goes from the caller through the request into the workflow', async () => {
    const { workflowId, trackId } = TrackAccepted.parse((await house.ask('POST', '/v1/tracks', {
      key: KEYS.ada, body: { brief: { text: 'night bus' } }, headers: { 'idempotency-key': 'traced', traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
    })).body);
    await expect.poll(() => exporter.getFinishedSpans().map(({ name }) => name)).toContain('POST /v1/tracks');
    const spans = exporter.getFinishedSpans();
    const http = spans.find(({ name }) => name === 'POST /v1/tracks');
    const start = spans.find(({ name }) => name === 'StartWorkflow:trackWorkflow');
    expect(http?.spanContext().traceId).toBe(TRACE);
    expect(start).toMatchObject({ parentSpanId: http?.spanContext().spanId });
    expect(http?.attributes).toMatchObject({ 'http.route': '/v1/tracks', 'http.response.status_code': 202, 'fermata.project_id': 'default' });
    const { events } = await house.client.workflow.getHandle(workflowId).fetchHistory();
    const header = events?.[0]?.workflowExecutionStartedEventAttributes?.header?.fields?.['_tracer-data'];
    expect(Carrier.parse(header && defaultPayloadConverter.fromPayload(header)).traceparent).toBe(`00-${TRACE}-${start?.spanContext().spanId}-01`);
    expect(house.log.join('')).toContain(TRACE);
    expect(trackId).toMatch(/^trk_/);
  });
});
