import type { FastifyInstance } from 'fastify';
import { ProblemException } from './problem-exception.ts';

/** Bodies are read as they are: a compressed one is refused before it is parsed. */
export function refuseEncodedBodies(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding.trim().toLowerCase() === 'identity') return done();
    done(
      new ProblemException(
        'unsupported-media-type',
        `the body must be sent without Content-Encoding; "${encoding.slice(0, 40)}" is not supported`,
      ),
    );
  });
}
