import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { HttpV1Connection } from '../partner-connections.ts';
import { PartnerRequestError } from '../partner-request-error.ts';
import { callPartner } from './call-partner.ts';

async function listen(): Promise<{ server: ReturnType<typeof createServer>; url: string }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function failureAt(partner: Omit<HttpV1Connection, 'kind' | 'apiKey'>): Promise<unknown> {
  const error: unknown = await callPartner(
    { kind: 'http-v1', apiKey: 'key', ...partner },
    { method: 'POST', path: '/v1', signal: new AbortController().signal, timeoutMs: 5000 },
    z.object({}),
  ).catch((reason: unknown) => reason);
  return error instanceof PartnerRequestError ? error.failure : error;
}

test('nothing is received by a server that refuses the connection, or whose address is forbidden', async () => {
  const { server, url } = await listen();
  server.close();
  await once(server, 'close');
  for (const partner of [{ url }, { url, allowedHosts: [] }])
    expect(await failureAt(partner)).toMatchObject({ kind: 'unreachable', mayBeReceived: false });
});

test('a request may be received whose connection is reset afterwards', async () => {
  const { server, url } = await listen();
  onTestFinished(() => void server.close());
  server.on('connection', (socket) => socket.once('data', () => socket.resetAndDestroy()));
  expect(await failureAt({ url })).toMatchObject({ kind: 'unreachable', mayBeReceived: true });
});
