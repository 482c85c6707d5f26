import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-base';
import { defaultPayloadConverter } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TrackAccepted } from '@fermata/contracts/http';
import { deriveId } from '@fermata/contracts/values';
import { type ApiHarness, KEYS, startApiHarness, WEBHOOK_SECRET } from './testing/api-harness.ts';
import { signWebhook } from './testing/sign-webhook.ts';

const exporter = new InMemorySpanExporter();
let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({ exporters: [exporter] });
});
afterAll(() => harness.stop());

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const Carrier = z.object({ traceparent: z.string() });

describe('a trace', () => {
  it('goes from the caller through the request into the workflow', async () => {
    const { workflowId, trackId } = TrackAccepted.parse(
      (
        await harness.ask('POST', '/v1/tracks', {
          key: KEYS.ada,
          body: { brief: { text: 'night bus' } },
          headers: { 'idempotency-key': 'traced', traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
        })
      ).body,
    );
    await expect
      .poll(() => exporter.getFinishedSpans().map(({ name }) => name))
      .toContain('POST /v1/tracks');
    const spans = exporter.getFinishedSpans();
    const http = spans.find(({ name }) => name === 'POST /v1/tracks');
    const start = spans.find(({ name }) => name === 'StartWorkflow:trackWorkflow');
    expect(http?.spanContext().traceId).toBe(TRACE);
    expect(start).toMatchObject({ parentSpanId: http?.spanContext().spanId });
    expect(http?.attributes).toMatchObject({
      'http.route': '/v1/tracks',
      'http.response.status_code': 202,
      'fermata.project_id': 'default',
    });
    const { events } = await harness.client.workflow.getHandle(workflowId).fetchHistory();
    const header =
      events?.[0]?.workflowExecutionStartedEventAttributes?.header?.fields?.['_tracer-data'];
    expect(Carrier.parse(header && defaultPayloadConverter.fromPayload(header)).traceparent).toBe(
      `00-${TRACE}-${start?.spanContext().spanId}-01`,
    );
    expect(harness.log.join('')).toContain(TRACE);
    expect(trackId).toMatch(/^trk_/);
  });

  it('continues from the webhook to its workflow, also when another process relays it', async () => {
    const { workflowId, trackId } = TrackAccepted.parse(
      (
        await harness.ask('POST', '/v1/tracks', {
          key: KEYS.ada,
          body: { brief: { text: 'night bus' } },
          headers: { 'idempotency-key': 'answered' },
        })
      ).body,
    );
    const body = JSON.stringify({
      type: 'delivery.accepted',
      timestamp: '2026-11-22T12:00:05.000Z',
      data: { reference: 'prt_traced' },
    });
    const trace = '1bf7651916cd43dd8448eb211c80319d';
    const answer = await harness.ask('POST', '/v1/partners/sandbox/webhooks', {
      body,
      headers: {
        ...signWebhook('traced', body, WEBHOOK_SECRET),
        traceparent: `00-${trace}-b7ad6b7169203331-01`,
      },
    });
    expect(answer.body).toEqual({ received: 'new' });
    // The offer is unknown, so the row stays pending while the process restarts.
    await harness.restartApi();
    await harness.catalogue.offerAddresses.register({
      projectId: 'default',
      partner: 'sandbox',
      partnerReference: 'prt_traced',
      workflowId,
      trackId,
      releaseId: deriveId('rel', trackId),
    });
    const signalled = async () =>
      (await harness.client.workflow.getHandle(workflowId).fetchHistory()).events?.find(
        (event) => event.workflowExecutionSignaledEventAttributes,
      );
    await expect.poll(signalled, { timeout: 20_000 }).toBeDefined();
    const header = (await signalled())?.workflowExecutionSignaledEventAttributes?.header?.fields?.[
      '_tracer-data'
    ];
    const spans = exporter.getFinishedSpans();
    const http = spans.find(({ name }) => name === 'POST /v1/partners/:partner/webhooks');
    const signal = spans.find(({ name }) => name === 'SignalWorkflow:partnerAnswer');
    expect(http?.spanContext().traceId).toBe(trace);
    expect(signal).toMatchObject({ parentSpanId: http?.spanContext().spanId });
    expect(Carrier.parse(header && defaultPayloadConverter.fromPayload(header)).traceparent).toBe(
      `00-${trace}-${signal?.spanContext().spanId}-01`,
    );
  });
});
