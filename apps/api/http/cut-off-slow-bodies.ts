import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { problemOf } from './problem-exception.ts';

interface LeastBodyRate {
  readonly bytesPerSecond: number;
  /** How long a client may send nothing without falling below the rate. */
  readonly graceMs: number;
}

const SAMPLE_MS = 250;

/**
 * Answers 408 and closes the connection when a body arrives more slowly than the least rate. Time in which
 * the server itself is not reading is not counted against the client.
 */
export function cutOffSlowBodies(
  server: FastifyInstance,
  { bytesPerSecond, graceMs }: LeastBodyRate,
  log: Logger,
): void {
  server.addHook('onRequest', ({ raw, method, url, id }, reply, done) => {
    done();
    const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers;
    if (encoding === undefined && (length === undefined || length === '0')) return;
    const { socket } = raw;
    const before = socket.bytesRead;
    let waitedMs = 0;
    const timer = setInterval(() => {
      if (raw.complete || socket.destroyed) return clearInterval(timer);
      if (raw.readableLength > 0) return;
      waitedMs += SAMPLE_MS;
      const received = socket.bytesRead - before;
      if (waitedMs <= graceMs + (received / bytesPerSecond) * 1000) return;
      clearInterval(timer);
      log.warn({ method, route: url.split('?')[0], requestId: id, received }, 'slow body cut off');
      if (reply.raw.headersSent) socket.destroy();
      else answerTooSlow(socket, bytesPerSecond);
    }, SAMPLE_MS);
    timer.unref();
  });
}

/** Past the handler, which still waits for the body. It fails when the connection closes. */
function answerTooSlow(socket: Socket, bytesPerSecond: number): void {
  const problem = problemOf(
    'timeout',
    `the body arrived more slowly than ${bytesPerSecond} bytes a second`,
  );
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
