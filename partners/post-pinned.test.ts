import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ForbiddenTargetError } from './pinned-agent.ts';
import { postPinned } from './post-pinned.ts';

const opened: (() => void)[] = [];
afterEach(() => opened.splice(0).forEach((close) => close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (host: string, allowedHosts: readonly string[], maxBytes = 100) =>
  postPinned(
    { url: `http://${host}/v1`, headers: {}, body: '{}', signal: AbortSignal.timeout(5000) },
    { allowedHosts, maxBytes },
  );

test('an address on this machine is reached only if its host and port are allowed', async () => {
  const host = await serve((_request, response) => void response.end('yes'));
  await expect(post(host, [])).rejects.toThrow(ForbiddenTargetError);
  await expect(post(host, ['127.0.0.1:1'])).rejects.toThrow(ForbiddenTargetError);
  expect(await post(host, [host])).toEqual({ status: 200, body: 'yes' });
});

test('a redirect is not followed, and a large answer is not read', async () => {
  const asked: string[] = [];
  const host = await serve((request, response) => {
    asked.push(request.url ?? '');
    if (asked.length > 1) return void response.end('x'.repeat(1000));
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect((await post(host, [host])).status).toBe(307);
  await expect(post(host, [host])).rejects.toThrow('larger than 100 bytes');
  expect(asked).toEqual(['/v1', '/v1']);
});
