import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness();
});
afterAll(() => harness.stop());

/** Sends these bytes on one connection; the answers until the server closes it. */
async function answersTo(head: readonly string[], body = ''): Promise<string> {
  const { hostname, port, host } = new URL(harness.url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write([...head, `Host: ${host}`, 'Connection: close', '', body].join('\r\n'));
  return text(socket);
}
const statusesOf = (answers: string): number[] =>
  [...answers.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

const SMUGGLED = 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n';

it.each([
  ['both lengths', ['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${SMUGGLED}`],
  ['an unknown transfer encoding', ['Transfer-Encoding: xchunked'], SMUGGLED],
  ['a hidden transfer encoding', ['Transfer-Encoding: chunked, identity'], `0\r\n\r\n${SMUGGLED}`],
  ['two lengths', ['Content-Length: 0', 'Content-Length: 44'], SMUGGLED],
  ['a length that is no number', ['Content-Length: 0x10'], SMUGGLED],
])('no second request hides behind %s: one 400', async (_name, headers, body) => {
  const answers = await answersTo(['POST /v1/tracks HTTP/1.1', ...headers], body);
  expect(statusesOf(answers)).toEqual([400]);
});

it('of two keys the first counts', async () => {
  const ask = async (...keys: string[]): Promise<string> =>
    answersTo(['GET /v1/me HTTP/1.1', ...keys.map((key) => `Authorization: Bearer ${key}`)]);
  const unknown = 'fmk_unknown-0000000000000000';
  expect(await ask(KEYS.ada, KEYS.rita)).toContain('act_ada');
  expect(statusesOf(await ask(unknown, KEYS.ada))).toEqual([401]);
});

it.each(['evil.example', '127.0.0.1.evil.example:80', 'localhost.evil.example'])(
  'a page that resolves %s to this machine gets nothing',
  async (name) => {
    const { hostname, port } = new URL(harness.url);
    for (const path of ['/health/live', '/docs', '/openapi.json', '/metrics', '/v1/me']) {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
      const answer = await text(socket);
      expect(statusesOf(answer), path).toEqual([421]);
      expect(answer, path).toContain('urn:fermata:problem:unknown-host');
    }
  },
);

it('judges a request with a key by its key, under whatever Host it was sent', async () => {
  const { hostname, port } = new URL(harness.url);
  for (const [key, status] of [
    [KEYS.ada, 200],
    ['fmk_unknown-0000000000000000', 401],
  ] as const) {
    const socket = connect({ host: hostname, port: Number(port) });
    socket.write(
      `GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
    );
    expect(statusesOf(await text(socket))).toEqual([status]);
  }
});
