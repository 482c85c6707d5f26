import { expect, test } from 'vitest';
import type { InboxWebhookDetails } from '@fermata/contracts/http';
import { messages, usage } from './message-sections.ts';

const message = (body: string): InboxWebhookDetails => ({
  ...{ partner: 'shop', webhookId: 'msg_1', receivedAt: '2026-11-29T09:00:00.000Z', body },
  ...{ state: 'relayed', reason: null, attempts: 0, nextAttemptAt: null, webhook: null },
  workflowId: 'release/rel_1/shop',
});
const cells = (blocks: ReturnType<typeof messages>): string[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : []));

test('a message is printed with its id, its time and the workflow that got it', () => {
  expect(cells(messages({ messages: [message('{"type":"delivery.accepted"}')] }))).toEqual([
    ...['2026-11-29 09:00:00', 'shop', 'msg_1\nrelease/rel_1/shop'],
    '{"type":"delivery.accepted"}',
  ]);
});

test('of a long message the beginning is printed, and the place of the rest is named', () => {
  const [text = ''] = cells(messages({ messages: [message('x'.repeat(60_000))] })).slice(-1);
  expect(text.length).toBeLessThan(2000);
  expect(text).toMatch(/x … \(the rest is in messages\.json\)$/);
});

test('without messages or usage, a sentence says so', () => {
  expect(messages({ messages: [] })).toContainEqual({
    ...{ kind: 'text', text: 'No partner has sent a message about it.' },
  });
  expect(usage({ usage: { totals: [], items: [] } })).toContainEqual({
    ...{ kind: 'text', text: 'No partner has reported any usage.' },
  });
});
