import { expect, test } from 'vitest';
import { readWebhook } from './read-webhook.ts';

const timestamp = '2026-12-01T12:00:05.000Z';
const line = {
  ...{ lineId: 'a', territory: 'DE', from: '2026-11-01', to: '2026-11-30', units: 1 },
  ...{ revenueMinor: 70, currency: 'EUR' },
};
const report = (changes: object): string =>
  JSON.stringify({
    ...{ type: 'usage.reported', timestamp },
    data: { reference: 'prt_1', lines: [{ ...line, ...changes }] },
  });

test('a webhook of the contract is read', () => {
  expect(readWebhook(report({}))).toEqual({
    webhook: {
      ...{ type: 'usage.reported', timestamp },
      data: { reference: 'prt_1', lines: [line] },
    },
  });
});

test.each([
  ['no JSON', '{"type":', 'the body is not valid JSON'],
  ['no object', '7', 'body: must be an object'],
  ['a name that appears twice', '{"type":"a","type":"b"}', 'body.type: appears twice'],
  [
    'too many levels',
    '['.repeat(30_000) + ']'.repeat(30_000),
    'the body has more than 200 nested levels',
  ],
  [
    'an unknown country',
    report({ territory: 'XX' }),
    'body.data.lines.0.territory: XX is no country of ISO 3166-1',
  ],
  ['an unknown field', report({ revenue: 7 }), 'body.data.lines.0: must not have "revenue"'],
  [
    'an unknown type',
    JSON.stringify({ type: 'sales.reported', timestamp, data: {} }),
    /^body\.type: must be one of delivery\.accepted, .*usage\.reported, ping$/,
  ],
])('%s is unreadable, with the field and the rule', (_name, body, reason) => {
  const expected = typeof reason === 'string' ? reason : expect.stringMatching(reason);
  expect(readWebhook(body)).toEqual({ unreadable: expected });
});

test('of many mistakes the sentence names the first ones', () => {
  const lines = Array.from({ length: 90 }, () => ({ ...line, units: 'x'.repeat(100) }));
  const body = JSON.stringify({
    ...{ type: 'usage.reported', timestamp },
    data: { reference: 'prt_1', lines },
  });
  expect(readWebhook(body)).toMatchObject({ unreadable: expect.stringMatching(/; \d+ more$/) });
});
