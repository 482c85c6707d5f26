import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openPartnerAdapter } from '../open-partner-adapter.ts';
import type { PartnerCallContext } from '../partner-adapter.ts';

const context: PartnerCallContext = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
};

/** A partner that lists these reservations of every release. */
async function partnerThatLists(reservations: readonly object[]) {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ reservations }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return openPartnerAdapter({ kind: 'http-v1', url: `http://127.0.0.1:${port}`, apiKey: 'key' });
}

test('a mistake in a listed reservation hides neither its state nor the other ones', async () => {
  const adapter = await partnerThatLists([
    { reference: 'prt_1', releaseId: 'rel_1', state: 'live', url: 'x'.repeat(501) },
    { reference: 'prt_2', releaseId: 'rel_1', state: 'on sale' },
    { reference: 'prt_3', releaseId: 'rel_1', state: 'taken-down', files: null },
  ]);
  expect(await adapter.findReservations('rel_1', context)).toEqual([
    { partnerReference: 'prt_1', state: 'live', detail: null },
    { partnerReference: 'prt_2', state: 'unknown', detail: null },
    { partnerReference: 'prt_3', state: 'taken-down', detail: null },
  ]);
});

test('a list with a reservation of another release is refused', async () => {
  const adapter = await partnerThatLists([
    { reference: 'prt_1', releaseId: 'rel_2', state: 'live' },
  ]);
  await expect(adapter.findReservations('rel_1', context)).rejects.toThrow('asked for rel_1');
});
