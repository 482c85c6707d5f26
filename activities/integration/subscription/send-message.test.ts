import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { sendMessage, type SendOptions } from './send-message.ts';

/** A receiver on loopback; `host` is what a configuration would allow. */
async function receiver(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}/in` };
}

const send = (url: string, options: Partial<SendOptions> = {}) =>
  sendMessage(
    { url, headers: { 'content-type': 'text/plain' }, body: 'hello' },
    { allowedHosts: [], timeoutMs: 2_000, ...options },
  );

it('posts the body and reports the status', async () => {
  const bodies: string[] = [];
  const { url, host } = await receiver((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
    request.on('end', () => response.writeHead(503, { 'retry-after': '7' }).end());
  });
  expect(await send(url, { allowedHosts: [host] })).toMatchObject({
    httpStatus: 503,
    detail: 'answered 503',
    retryAfterMs: 7_000,
  });
  expect(bodies).toEqual(['hello']);
});

it('reaches no private address that is not allowed by exact host and port', async () => {
  let requests = 0;
  const { url, port } = await receiver((_request, response) => {
    requests += 1;
    response.end();
  });
  for (const target of [
    url,
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    'https://169.254.169.254/latest/meta-data',
  ])
    expect(await send(target, { allowedHosts: [`127.0.0.1:${port + 1}`] }), target).toMatchObject({
      httpStatus: null,
      detail: expect.stringMatching(/https:\/\/|public internet|no address/),
    });
  expect(requests).toBe(0);
});

it('connects to the address that was checked, whatever the name resolves to later', async () => {
  let requests = 0;
  const { port } = await receiver((_request, response) => {
    requests += 1;
    response.end();
  });
  // As a rebinding server: first a public address, then ours.
  let answers = 0;
  const resolve = (): Promise<{ address: string; family: number }[]> => {
    answers += 1;
    return Promise.resolve([{ address: answers === 1 ? '8.8.4.4' : '127.0.0.1', family: 4 }]);
  };
  const sent = await send(`https://rebind.example:${port}/`, { resolve, timeoutMs: 500 });
  expect(sent.httpStatus).toBeNull();
  expect(sent.detail).not.toContain('127.0.0.1');
  expect([answers, requests]).toEqual([1, 0]);
  const second = await send(`https://rebind.example:${port}/`, { resolve });
  expect(second.detail).toBe('rebind.example is not on the public internet');
  expect(requests).toBe(0);
});

it('pins the connection of an allowed name to its checked address', async () => {
  const { port } = await receiver((_request, response) => response.end());
  const name = `shop.internal:${port}`;
  const sent = await send(`http://${name}/`, {
    allowedHosts: [name],
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
  });
  expect(sent.httpStatus).toBe(200);
  const elsewhere = await send(`http://${name}/`, {
    allowedHosts: [name],
    resolve: () => Promise.resolve([{ address: '10.0.0.1', family: 4 }]),
  });
  expect(elsewhere.detail).toContain('must be a loopback address for http');
});

it('refuses a name with one forbidden address among several', async () => {
  const sent = await send('https://mixed.example/', {
    resolve: () =>
      Promise.resolve([
        { address: '8.8.8.8', family: 4 },
        { address: 'fe80::1', family: 6 },
      ]),
  });
  expect(sent.detail).toBe('mixed.example is not on the public internet');
});

it('follows no redirect', async () => {
  let requests = 0;
  const { url, host } = await receiver((_request, response) => {
    requests += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect(await send(url, { allowedHosts: [host] })).toMatchObject({ httpStatus: 302 });
  expect(requests).toBe(1);
});

it('reads no body, however long, and bounded headers', async () => {
  const endless = await receiver((_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(64 * 1024)), 1);
    response.on('close', () => clearInterval(timer));
  });
  expect(await send(endless.url, { allowedHosts: [endless.host] })).toMatchObject({
    httpStatus: 200,
  });
  const large = await receiver((_request, response) => {
    response.writeHead(200, { 'x-large': 'x'.repeat(32 * 1024) }).end();
  });
  expect(await send(large.url, { allowedHosts: [large.host] })).toMatchObject({ httpStatus: null });
});

it('gives up after its time, for a slow answer and for a slow name', async () => {
  const silent = await receiver(() => {});
  const options = { allowedHosts: [silent.host], timeoutMs: 200 };
  expect(await send(silent.url, options)).toMatchObject({
    httpStatus: null,
    detail: 'no answer within 0.2 s',
  });
  const slow = await send('https://slow.example/', {
    timeoutMs: 200,
    resolve: () => new Promise(() => {}),
  });
  expect(slow.httpStatus).toBeNull();
});
