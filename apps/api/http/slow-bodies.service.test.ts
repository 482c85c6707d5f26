import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type ApiHarness, KEYS, startApiHarness } from '../testing/api-harness.ts';

let harness: ApiHarness;
beforeAll(async () => {
  harness = await startApiHarness({
    limits: {
      headersMs: 500,
      requestMs: 60_000,
      bodyGraceMs: 500,
      bodyBytesPerSecond: 10_000,
      uploadsOfActor: 1,
    },
  });
});
afterAll(() => harness.stop());

/** A connection that sends these lines, and all that the API answers until it closes the connection. */
async function open(...lines: string[]): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(Number(new URL(harness.url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  // Writing to a connection that the API has closed.
  socket.on('error', () => undefined);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  const answer = once(socket, 'close').then(() => Buffer.concat(chunks).toString());
  await once(socket, 'connect');
  socket.write(lines.map((line) => `${line}\r\n`).join(''));
  return { socket, answer };
}

const drip = (socket: Socket, bytes: number, everyMs: number): void => {
  const timer = setInterval(() => socket.write(Buffer.alloc(bytes)), everyMs);
  onTestFinished(() => clearInterval(timer));
};

const TOO_SLOW = /^HTTP\/1\.1 408 [^]*problem\+json[^]*more slowly than 10000 bytes a second/;

it('a slow upload is cut off with a 408 and frees its slot', async () => {
  const { socket, answer } = await open(
    'POST /v1/materials HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${KEYS.ada}`,
    'Content-Type: audio/wav',
    'Content-Length: 1000000',
    '',
  );
  drip(socket, 1, 20);
  const upload = () =>
    harness.ask('POST', '/v1/materials', {
      key: KEYS.ada,
      body: new Uint8Array(100),
      headers: { 'content-type': 'audio/midi' },
    });
  await expect.poll(async () => (await upload()).status, { interval: 20 }).toBe(429);
  expect(await answer).toMatch(TOO_SLOW);
  await expect.poll(async () => (await upload()).status).toBe(400);
});

it('an anonymous slow webhook is cut off with a 408', async () => {
  const { socket, answer } = await open(
    'POST /v1/partners/sandbox/webhooks HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
    '',
    '1',
    '{',
  );
  const timer = setInterval(() => socket.write('1\r\n \r\n'), 20);
  onTestFinished(() => clearInterval(timer));
  expect(await answer).toMatch(TOO_SLOW);
});

it('a body that keeps the rate is read to its end', async () => {
  const { socket, answer } = await open(
    'POST /v1/materials HTTP/1.1',
    'Host: 127.0.0.1',
    `Authorization: Bearer ${KEYS.stranger}`,
    'Content-Type: audio/midi',
    'Content-Length: 40000',
    'Connection: close',
    '',
  );
  // 40,000 bytes a second for a second, twice as long as the grace period.
  drip(socket, 4_000, 100);
  expect(await answer).toMatch(/^HTTP\/1\.1 400 /);
});

it.each([
  ['a material', 'POST /v1/materials', 'audio/wav', /^HTTP\/1\.1 401 /],
  ['a brief', 'POST /v1/tracks', 'application/json', /^HTTP\/1\.1 4(01|13) /],
])(
  'an anonymous upload of 30 MB as %s is refused before its body is sent',
  async (_what, route, type, refused) => {
    const { answer, socket } = await open(
      `${route} HTTP/1.1`,
      'Host: 127.0.0.1',
      `Content-Type: ${type}`,
      `Content-Length: ${30 * 1024 * 1024}`,
      '',
    );
    const [first] = await once(socket, 'data');
    expect(String(first)).toMatch(refused);
    socket.destroy();
    await answer;
  },
);

it('slow headers and idle connections are closed', async () => {
  const slow = await open('GET /v1/me HTTP/1.1', 'Host: api');
  const idle = await open();
  expect(await slow.answer).toMatch(/^HTTP\/1\.1 408 /);
  await idle.answer;
});
