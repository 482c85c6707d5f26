import { expect, test } from 'vitest';
import { z } from 'zod';
import { WebhookId } from '@fermata/contracts/values';
import { readWebhook } from '../inbox/read-webhook.ts';
import { USAGE_LINE_MAX_BYTES, usageWebhooks } from './usage-webhooks.ts';

const line = (lineId: string) => ({
  ...{ lineId, territory: 'DE', from: '2026-11-01', to: '2026-11-30', units: 1 },
  ...{ revenueMinor: 70, currency: 'EUR' },
});
const timestamp = '2026-12-01T12:00:05.000Z';
const november = { period: '2026-11', timestamp, maxBytes: 64 * 1024 };

test('usage becomes webhooks of at most 100 lines', () => {
  const lines = Array.from({ length: 250 }, (_, index) => line(`line-${index}`));
  const webhooks = usageWebhooks({ partnerReference: 'prt_1', lines }, november);
  expect(webhooks.map(({ body }) => readWebhook(body))).toEqual(
    [lines.slice(0, 100), lines.slice(100, 200), lines.slice(200)].map((part) => ({
      webhook: { type: 'usage.reported', timestamp, data: { reference: 'prt_1', lines: part } },
    })),
  );
  for (const { webhookId } of webhooks) expect(WebhookId.parse(webhookId)).toBe(webhookId);
});

test('the same lines have the same id at any time; other lines, periods and references another one', () => {
  const report = { partnerReference: 'prt_1', lines: [line('a')] };
  const idOf = (...args: Parameters<typeof usageWebhooks>) => usageWebhooks(...args)[0]?.webhookId;
  expect(idOf(report, { ...november, timestamp: '2027-01-01T00:00:00.000Z' })).toBe(
    idOf(report, november),
  );
  const ids = [
    idOf(report, november),
    idOf(report, { ...november, period: '2026-12' }),
    idOf({ ...report, partnerReference: 'prt_2' }, november),
    idOf({ ...report, lines: [line('b')] }, november),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('reports that are larger than a webhook become several, none of them too large', () => {
  const lines = Array.from({ length: 100 }, (_, index) => ({
    ...line(`line-${index}`),
    remark: 'ü'.repeat(1000),
  }));
  const webhooks = usageWebhooks({ partnerReference: 'prt_1', lines }, november);
  for (const { body } of webhooks)
    expect(new TextEncoder().encode(body).byteLength).toBeLessThanOrEqual(november.maxBytes);
  expect(webhooks.flatMap(({ body }) => linesOf(body))).toEqual(lines);
});

test('a line that is too large is reported by its size alone, and does not block others', () => {
  const large = { ...line('large'), remark: 'x'.repeat(USAGE_LINE_MAX_BYTES) };
  const lines = [line('a'), large, line('b')];
  const webhooks = usageWebhooks({ partnerReference: 'prt_1', lines }, november);
  expect(webhooks.map(({ body }) => linesOf(body))).toEqual([
    [line('a'), line('b')],
    [{ tooLarge: expect.stringMatching(/^\d+ bytes$/), sha256: expect.any(String) }],
  ]);
  expect(readWebhook(webhooks[1]?.body ?? '')).toHaveProperty('unreadable');
});

const Body = z.object({ data: z.object({ lines: z.array(z.unknown()) }) });
const linesOf = (body: string): unknown[] => Body.parse(JSON.parse(body)).data.lines;
