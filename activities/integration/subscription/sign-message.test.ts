import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { StoredEvent } from '@fermata/contracts/events';
import { signMessage } from './sign-message.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/webhooks-out.md'), 'utf8');
const [, example = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
const Example = z.object({
  verify: z.custom<(secret: string, headers: Record<string, string>, body: string) => unknown>(
    (value) => typeof value === 'function',
  ),
});

const secret = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const event: StoredEvent = {
  position: 7,
  projectId: 'default',
  stream: 'track/trk_1',
  sequence: 2,
  type: 'track.held',
  data: { reason: 'Urlaub, naïve ✓' },
  occurredAt: '2026-11-29T12:00:00.000Z',
  actor: 'act_ada',
  workflowId: null,
  runId: null,
  contentSha256: '',
  prevHash: '',
  logPrevHash: '',
  hash: '',
};

it('the example of docs/webhooks-out.md verifies our messages, and no others', async () => {
  const { verify } = Example.parse(
    await import(`data:text/javascript,${encodeURIComponent(example)}`),
  );
  const { headers, body } = signMessage(
    'https://x.example/',
    event,
    [secret(1), secret(2)],
    new Date(),
  );
  for (const key of [secret(1), secret(2)])
    expect(verify(key, headers, body)).toMatchObject({ id: 'evt_7', data: event.data });
  expect(() => verify(secret(3), headers, body)).toThrow('the signature is not valid');
  expect(() => verify(secret(1), headers, `${body} `)).toThrow('the signature is not valid');
  const other = { ...headers, 'webhook-id': 'evt_8' };
  expect(() => verify(secret(1), other, body)).toThrow('the signature is not valid');
  const old = signMessage('https://x.example/', event, [secret(1)], new Date(Date.now() - 600_000));
  expect(() => verify(secret(1), old.headers, old.body)).toThrow('too old');
});
