import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { TestStack } from '../testing/test-stack.ts';

const testStack = new TestStack(inject('stack'));
const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(`${request.method} ${request.url}`);
  response.end();
});
let url: string;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await testStack.close();
  server.close();
  server.closeAllConnections();
});

it('no text of a request is fetched, through the whole life of a track', async () => {
  const trackId = await testStack.create({
    brief: { text: `lo-fi like ${url}/brief`, title: `${url}/title`, durationSeconds: 8 },
  });
  await testStack.stage(trackId, 'review');
  await testStack.as('ada').command(`/v1/tracks/${trackId}/hold`, { reason: `${url}/hold` });
  await testStack.as('ada').command(`/v1/tracks/${trackId}/resume`, {});
  await testStack.decide(trackId, 'send-back', { note: `slower, as in ${url}/note` });
  await testStack.event(trackId, 'review.opened', ({ data }) => data.version === 2);
  await testStack.decide(trackId, 'approve', { note: `${url}/approve` });
  await testStack.stage(trackId, 'published');
  await testStack.withdraw(trackId, `${url}/withdraw`);
  await testStack.stage(trackId, 'withdrawn');
  expect(requests).toEqual([]);
});
