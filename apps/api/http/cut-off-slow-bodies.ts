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

/** A body that is being received. Returns whether it is complete, or was cut off. */
type OpenBody = () => boolean;

/**
 * Answers 408 and closes the connection when a body arrives more slowly than the least rate. Time in which
 * the server itself is not reading is not counted against the client.
 */
export function cutOffSlowBodies(
  server: FastifyInstance,
  { bytesPerSecond, graceMs }: LeastBodyRate,
  log: Logger,
): void {
  const open = new Set<OpenBody>();
  // One timer for all bodies: most of them are complete long before its first look.
  const timer = setInterval(() => {
    for (const isOver of open) if (isOver()) open.delete(isOver);
  }, SAMPLE_MS).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
  server.addHook('onRequest', ({ raw, method, url, id }, reply, done) => {
    done();
    const { 'content-length': length, 'transfer-encoding': encoding } = raw.headers;
    if (encoding === undefined && (length === undefined || length === '0')) return;
    const { socket } = raw;
    const before = socket.bytesRead;
    // The first look may come at once.
    let waitedMs = -SAMPLE_MS;
    open.add(() => {
      if (raw.complete || socket.destroyed) return true;
      if (raw.readableLength > 0) return false;
      waitedMs += SAMPLE_MS;
      const received = socket.bytesRead - before;
      if (waitedMs <= graceMs + (received / bytesPerSecond) * 1000) return false;
      log.warn({ method, route: url.split('?')[0], requestId: id, received }, 'slow body cut off');
      if (reply.raw.headersSent) socket.destroy();
      else answerTooSlow(socket, bytesPerSecond);
      return true;
    });
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
